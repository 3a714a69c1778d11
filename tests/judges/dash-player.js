// dash.js behind the words that the tests use.
'use strict';

let player;

function open(url, drm) {
  player = dashjs.MediaPlayer().create();
  player.updateSettings({ debug: { logLevel: dashjs.Debug.LOG_LEVEL_NONE } });
  player.on(dashjs.MediaPlayer.events.ERROR, ({ error }) => problems.push(`dash.js: ${error.code} ${error.message}`));
  player.initialize(video, null, false);
  if (drm) player.setProtectionData({ 'org.w3.clearkey': { clearkeys: { [base64Url(drm.kid)]: base64Url(drm.key) } } });
  const ready = happened('canplay');
  player.attachSource(url);
  return ready;
}

function base64Url(hex) {
  const bytes = hex.match(/../g).map(byte => String.fromCharCode(parseInt(byte, 16))).join('');
  return btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

// At once, so that the next frame is of that height.
function switchTo(height) {
  player.updateSettings({ streaming: { abr: { autoSwitchBitrate: { video: false } }, buffer: { fastSwitchEnabled: true } } });
  player.setRepresentationForTypeById('video', player.getRepresentationsByType('video').find(one => one.height === height).id, true);
}

function heights() {
  return player.getRepresentationsByType('video').map(one => one.height).sort((one, other) => one - other);
}

function showText() {
  player.setTextTrack(0);
}

function thumbnailAt(seconds) {
  return new Promise(resolve => player.provideThumbnail(seconds, ({ url, x, y, width, height }) => resolve(rectangle(url, x, y, width, height))));
}
