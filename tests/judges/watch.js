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

async function playToEnd() {
  const end = happened('ended');
  await video.play();
  await end;
  return report();
}

async function playUntil(reached) {
  await video.play();
  while (!reached()) await new Promise(requestAnimationFrame);
  video.pause();
}

// Gives the seconds that it really played.
async function playSome(seconds) {
  const from = video.currentTime;
  await playUntil(() => video.currentTime >= from + seconds);
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

function openProtected({ url, drm }) {
  return open(url, drm);
}

// What is to be read at a time, once there is something.
async function textAt(seconds) {
  for (let tries = 0; tries < 300; tries++) {
    for (const track of video.textTracks) {
      if (track.mode === 'disabled') track.mode = 'hidden';
      const cue = Array.from(track.cues ?? []).find(({ startTime, endTime }) => startTime <= seconds && seconds < endTime);
      if (cue) return cue.text;
    }
    await new Promise(requestAnimationFrame);
  }

  const cues = Array.from(video.textTracks, track => Array.from(track.cues ?? [], cue => `${cue.startTime}-${cue.endTime} ${cue.text}`));
  throw new Error(`no text at ${seconds}: ${JSON.stringify(cues)}`);
}

// As WebVTT names a thumbnail.
function rectangle(url, x, y, width, height) {
  return `${url.split('/').slice(-2).join('/')}#xywh=${x},${y},${width},${height}`;
}

function report() {
  const quality = video.getVideoPlaybackQuality();
  return {
    problems,
    ready: video.readyState,
    buffered: sources.map(({ buffered }) => Array.from(buffered, (_, range) => `${buffered.start(range)}-${buffered.end(range)}`)),
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
