// hls.js behind the two words that the tests use: open and switchTo.
'use strict';

let player;

function open(url) {
  player = new Hls();
  player.on(Hls.Events.ERROR, (_, { fatal, details }) => problems.push(`hls.js: ${details}${fatal ? ', fatal' : ''}`));
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
