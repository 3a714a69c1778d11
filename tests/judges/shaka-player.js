// shaka-player behind the two words that the tests use: open and switchTo.
'use strict';

let player;

async function open(url, drm) {
  player = new shaka.Player();
  await player.attach(video);
  if (drm) player.configure({ drm: { clearKeys: { [drm.kid]: drm.key } }, manifest: { ignoreDrmInfo: true } });
  player.addEventListener('error', ({ detail }) => problems.push(`shaka-player: ${detail.code} ${detail.data}`));
  await player.load(url);
}

// At once, so that the next frame is of that height.
function switchTo(height) {
  player.configure({ abr: { enabled: false } });
  player.selectVariantTrack(player.getVariantTracks().find(track => track.height === height), true);
}

function heights() {
  return [...new Set(player.getVariantTracks().map(track => track.height))].sort((one, other) => one - other);
}

function showText() {
  player.selectTextTrack(player.getTextTracks()[0]);
}
