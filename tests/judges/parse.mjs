// Prints what mp4box.js reads from a file, as one JSON object: node parse.mjs FOLDER-OF-NODE_MODULES FILE
import { closeSync, openSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [judges, path] = process.argv.slice(2);
const { Log, MP4BoxBuffer, createFile } = createRequire(join(judges, 'package.json'))('mp4box');

const complaints = [];
for (const level of ['warn', 'error']) {
  Log[level] = (module, message) => complaints.push(`${module}: ${message}`);
}

const file = createFile();
file.onError = (module, message) => complaints.push(`${module}: ${message}`);
feed(file, path);

const [track] = file.getInfo().tracks;
console.log(JSON.stringify({
  tracks: file.getInfo().tracks.length,
  codec: track.codec,
  timescale: track.timescale,
  samples: file.getTrackSamplesInfo(track.id).map(({ cts, dts, duration, size, is_sync, offset }) =>
    ({ presentation: cts, decode: dts, duration, size, sync: is_sync, offset })),
  boxes: file.boxes.map(({ type, start, size }) => ({ type, start, size })),
  references: (file.boxes.find(box => box.type === 'sidx')?.references ?? []).map(reference =>
    ({ size: reference.referenced_size, duration: reference.subsegment_duration, startsWithSap: reference.starts_with_SAP })),
  unknown: [...unknown(file.boxes)],
  complaints,
}));

function feed(file, path) {
  const descriptor = openSync(path);
  const piece = Buffer.alloc(1 << 22);
  for (let offset = 0, length; (length = readSync(descriptor, piece, 0, piece.length, offset)) > 0; offset += length) {
    const bytes = piece.buffer.slice(piece.byteOffset, piece.byteOffset + length);
    file.appendBuffer(MP4BoxBuffer.fromArrayBuffer(bytes, offset));
  }
  closeSync(descriptor);
  file.flush();
}

// A box that mp4box.js has no reader for, or of which it left bytes unread.
function* unknown(boxes) {
  for (const box of boxes ?? []) {
    if (box.has_unparsed_data || box.constructor.name === 'UnknownBox' || box.constructor.name === 'Box') yield box.type;
    yield* unknown(box.boxes);
    yield* unknown(box.entries?.filter(entry => entry.hdr_size !== undefined));
  }
}
