// Calls a server with @connectrpc/connect-node over four transports, and prints what came of it as one JSON object:
// node connect.mjs FOLDER-OF-NODE_MODULES DESCRIPTORS HTTP1-URL HTTP2-URL TOKEN
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [judges, descriptors, http1, http2, token] = process.argv.slice(2);
const require = createRequire(join(judges, 'package.json'));
const { createClient, Code } = require('@connectrpc/connect');
const { createConnectTransport, createGrpcTransport } = require('@connectrpc/connect-node');
const { createFileRegistry, fromBinary } = require('@bufbuild/protobuf');
const { FileDescriptorSetSchema } = require('@bufbuild/protobuf/wkt');

const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync(descriptors)));
const Echo = registry.getService('rushes.testing.v1.Echo');
const FailureList = registry.getMessage('rushes.v1.FailureList');
const headers = { authorization: `Bearer ${token}` };
const jsonOptions = { registry };

const transports = {
  'connect json 1.1': createConnectTransport({ baseUrl: http1, httpVersion: '1.1', useBinaryFormat: false, jsonOptions }),
  'connect proto 1.1': createConnectTransport({ baseUrl: http1, httpVersion: '1.1', useBinaryFormat: true }),
  'connect json 2': createConnectTransport({ baseUrl: http2, httpVersion: '2', useBinaryFormat: false, jsonOptions }),
  grpc: createGrpcTransport({ baseUrl: http2 }),
};

async function attempt(call) {
  try {
    return await call();
  } catch (error) {
    return { code: Code[error.code], message: error.rawMessage, failures: error.findDetails?.(FailureList).flatMap(list => list.failures.map(failure => failure.place?.field)) };
  }
}

const told = ({ text, request }) => ({ text, mood: request.mood, right: `${request.choice.value}` });

async function collect(stream) {
  const got = [];
  try {
    for await (const message of stream) got.push(message.text || message.number);
    return { got };
  } catch (error) {
    return { got, ...await attempt(() => Promise.reject(error)) };
  }
}

async function* requests(count) {
  for (let number = 0; number < count; number++) yield { count: number, text: `t${number}` };
}

async function judge(name, transport) {
  const client = createClient(Echo, transport);
  return {
    unary: await attempt(async () => told(await client.say({ text: 'Grüße', mood: 2, choice: { case: 'right', value: 9007199254740993n } }, { headers }))),
    refused: await attempt(() => client.say({ text: 'refuse' }, { headers })),
    broken: await attempt(() => client.say({ text: 'break' }, { headers })),
    deadline: await attempt(() => client.say({ text: 'wait' }, { headers, timeoutMs: 200 })),
    wrongToken: await attempt(() => client.say({}, { headers: { authorization: 'Bearer wrong' } })),
    unknownMethod: await attempt(() => createClient({ ...Echo, methods: [{ ...Echo.method.say, name: 'Nothing', localName: 'nothing' }] }, transport).nothing({}, { headers })),
    server: await collect(client.count({ count: 5, text: 'refuse' }, { headers })),
    client: (await attempt(() => client.sum(requests(100), { headers }))).number,
    both: name.endsWith('1.1') ? null : await collect(client.chat(requests(3), { headers })),
  };
}

const result = {};
for (const [name, transport] of Object.entries(transports)) result[name] = await judge(name, transport);
console.log(JSON.stringify(result));
process.exit(0);
