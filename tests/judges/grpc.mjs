// Calls a server with @grpc/grpc-js, and prints what came of it as one JSON object:
// node grpc.mjs FOLDER-OF-NODE_MODULES DESCRIPTORS ADDRESS TOKEN
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [judges, descriptors, address, token] = process.argv.slice(2);
const require = createRequire(join(judges, 'package.json'));
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');
const protobuf = require('protobufjs');
const { FileDescriptorSet } = require('protobufjs/ext/descriptor');

const definition = loader.loadFileDescriptorSetFromBuffer(readFileSync(descriptors), { keepCase: false, longs: String, enums: String, defaults: true });
const { Echo } = grpc.loadPackageDefinition(definition).rushes.testing.v1;
const client = new Echo(address, grpc.credentials.createInsecure(), { 'grpc.max_receive_message_length': 1 << 24 });
const types = protobuf.Root.fromDescriptor(FileDescriptorSet.decode(readFileSync(descriptors)));

const metadata = (bearer = token) => {
  const all = new grpc.Metadata();
  all.set('authorization', `Bearer ${bearer}`);
  all.set('echo-header', 'from node');
  return all;
};

const unary = (request, options = {}, bearer = token) => new Promise(resolve => {
  let headers = null;
  const call = client.say(request, metadata(bearer), options, (error, response) => resolve(error ? failed(error) : { response, headers }));
  call.on('metadata', got => { headers = got.getMap(); });
  if (options.cancelAfter) setTimeout(() => call.cancel(), options.cancelAfter);
});

const read = (call, ...requests) => new Promise(resolve => {
  const got = [];
  call.on('data', message => got.push(message));
  call.on('error', error => resolve({ got, ...failed(error) }));
  call.on('end', () => resolve({ got }));
  if (call.write) {
    requests.forEach(request => call.write(request));
    call.end();
  }
});

function failed(error) {
  const [bytes] = error.metadata?.get('grpc-status-details-bin') ?? [];
  const failures = bytes ? decode('rushes.v1.FailureList', decode('rushes.v1.RpcStatus', bytes).details[0].value).failures : [];
  return { code: error.code, message: error.details, failures: failures.map(failure => failure.place?.field) };
}

function decode(name, bytes) {
  const type = types.lookupType(name);
  return type.toObject(type.decode(bytes), { arrays: true });
}

const large = Buffer.alloc(3 << 20, 7);
const result = {
  unary: await unary({ text: 'Grüße', mood: 'MOOD_SAD' }),
  large: (await unary({ payload: large })).response?.payload.equals(large),
  tooLarge: await unary({ payload: Buffer.alloc(5 << 20) }),
  refused: await unary({ text: 'refuse' }),
  broken: await unary({ text: 'break' }),
  deadline: await unary({ text: 'wait' }, { deadline: Date.now() + 200 }),
  cancelled: await unary({ text: 'wait' }, { cancelAfter: 100 }),
  wrongToken: await unary({}, {}, 'wrong'),
  server: await read(client.count({ count: 100, text: 'refuse' }, metadata())),
  client: await new Promise(resolve => {
    const call = client.sum(metadata(), (error, response) => resolve(error ? failed(error) : response));
    for (let count = 0; count < 100; count++) call.write({ count });
    call.end();
  }),
  both: await read(client.chat(metadata()), { text: 'a' }, { text: 'b' }),
  unknownMethod: await new Promise(resolve => client.makeUnaryRequest(
    '/rushes.testing.v1.Echo/Nothing', () => Buffer.alloc(0), bytes => bytes, {}, metadata(), error => resolve(failed(error)))),
};
console.log(JSON.stringify(result));
client.close();
