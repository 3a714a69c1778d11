// hls.js behind the two words that the tests use: open and switchTo.
'use strict';

let player;

function open(url, drm) {
  player = new Hls(drm ? { emeEnabled: true, drmSystems: { 'org.w3.clearkey': { licenseUrl: drm.licence } } } : {});
  player.on(Hls.Events.ERROR, (_, { fatal, details }) => {
    // It gives up a segment that is on its way when it is told to switch.
    if (details !== Hls.ErrorDetails.INTERNAL_ABORTED) problems.push(`hls.js: ${details}${fatal ? ', fatal' : ''}`);
  });
  player.loadSource(url);
  player.attachMedia(video);
  return happened('canplay');
}

// At once, so that the next frame is of that height.
function switchTo(height) {
  player.currentLevel = player.levels.findIndex(level => level.height === height);
}

function heights() {
  return player.levels.map(level => level.height);
}

function showText() {
  player.subtitleTrack = 0;
  player.subtitleDisplay = true;
}
