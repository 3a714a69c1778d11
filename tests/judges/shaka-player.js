// shaka-player behind the two words that the tests use: open and switchTo.
'use strict';

let player;

async function open(url, drm, streaming = {}) {
  player = new shaka.Player();
  await player.attach(video);
  player.configure({ streaming });
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

async function thumbnailAt(seconds) {
  const { uris, positionX, positionY, width, height } = await player.getThumbnails(player.getImageTracks()[0].id, seconds);
  return rectangle(uris[0], positionX, positionY, width, height);
}

// With little ahead, so that what is shown is fetched while it runs; from usual play on, as a decoder that reorders frames shows the
// first of them once there are more. Gives the files that were fetched.
async function runFast({ url, drm, rate, to }) {
  await open(url, drm, { bufferingGoal: 1, rebufferingGoal: 0.1 });
  await playSome(0.2);
  player.trickPlay(rate);
  await playUntil(() => video.currentTime >= to);
  return performance.getEntriesByType('resource').map(({ name }) => name);
}
