// The browser's media source with no player: the tests append byte ranges themselves.
'use strict';

// tracks: { url, type, offset, ranges: [[first, end], ...] }. Gives where each track starts and ends.
async function appendRanges(tracks) {
  const source = new MediaSource();
  const open = new Promise(resolve => source.addEventListener('sourceopen', resolve, { once: true }));
  video.src = URL.createObjectURL(source);
  await open;
  const buffers = tracks.map(track => source.addSourceBuffer(track.type));
  for (const [number, track] of tracks.entries()) {
    buffers[number].timestampOffset = track.offset;
    for (const [first, end] of track.ranges) await append(buffers[number], await fetchRange(track.url, first, end));
  }
  return buffers.map(({ buffered }) => Array.from(buffered, (_, range) => [buffered.start(range), buffered.end(range)]));
}

function append(buffer, bytes) {
  return new Promise((resolve, reject) => {
    buffer.addEventListener('updateend', resolve, { once: true });
    buffer.addEventListener('error', () => reject(new Error('the media source refused the bytes')), { once: true });
    buffer.appendBuffer(bytes);
  });
}

async function fetchRange(url, first, end) {
  const answer = await fetch(url, { headers: { Range: `bytes=${first}-${end - 1}` } });
  if (answer.status !== 206) throw new Error(`${url}: ${answer.status}`);
  return answer.arrayBuffer();
}
