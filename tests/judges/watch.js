// What the tests ask of a player. Loaded by page.html before any player.
'use strict';

const video = document.querySelector('video');
const problems = [];
const firstFrames = [];

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

async function seek(seconds) {
  const [done, shown] = [happened('seeked'), frameShown()];
  video.currentTime = seconds;
  await done;
  return shown;
}

function report() {
  const quality = video.getVideoPlaybackQuality();
  return {
    problems,
    firstFrame: firstFrames[0],
    duration: video.duration,
    position: video.currentTime,
    width: video.videoWidth,
    height: video.videoHeight,
    frames: quality.totalVideoFrames,
    dropped: quality.droppedVideoFrames,
    corrupted: quality.corruptedVideoFrames ?? 0,
  };
}
