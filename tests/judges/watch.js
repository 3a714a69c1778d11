// What the tests ask of a player. Loaded by page.html before any player.
'use strict';

const video = document.querySelector('video');
const problems = [];
const firstFrames = [];

const sources = [];

// Players make their own source buffers; where they put sound and picture is read there.
const addSourceBuffer = MediaSource.prototype.addSourceBuffer;
MediaSource.prototype.addSourceBuffer = function (type) {
  const buffer = addSourceBuffer.call(this, type);
  sources.push(buffer);
  return buffer;
};

video.addEventListener('error', () => problems.push(`video: ${video.error.code} ${video.error.message}`));
video.requestVideoFrameCallback((now, frame) => firstFrames.push(frame.mediaTime));

function happened(name) {
  return new Promise((resolve, reject) => {
    video.addEventListener(name, resolve, { once: true });
    video.addEventListener('error', () => reject(new Error(problems.at(-1))), { once: true });
  });
}

function frameShown() {
  return new Promise(resolve => video.requestVideoFrameCallback((now, frame) => resolve(frame.mediaTime)));
}

async function playToEnd() {
  const end = happened('ended');
  await video.play();
  await end;
  return report();
}

async function playSome(seconds) {
  const from = video.currentTime;
  await video.play();
  while (video.currentTime < from + seconds) await frameShown();
  video.pause();
  return video.currentTime - from;
}

// Gives the media time of the picture that is on the screen then; one of before may still be on its way when asked.
async function seek(seconds) {
  let shown;
  const watch = (now, frame) => {
    shown = frame.mediaTime;
    video.requestVideoFrameCallback(watch);
  };
  video.requestVideoFrameCallback(watch);
  const done = happened('seeked');
  video.currentTime = seconds;
  await done;
  while (shown === undefined || Math.abs(shown - seconds) > 0.5) await new Promise(requestAnimationFrame);
  return shown;
}

function report() {
  const quality = video.getVideoPlaybackQuality();
  return {
    problems,
    firstFrame: firstFrames[0],
    offsets: sources.map(buffer => buffer.timestampOffset),
    duration: video.duration,
    position: video.currentTime,
    width: video.videoWidth,
    height: video.videoHeight,
    frames: quality.totalVideoFrames,
    dropped: quality.droppedVideoFrames,
    corrupted: quality.corruptedVideoFrames ?? 0,
  };
}
