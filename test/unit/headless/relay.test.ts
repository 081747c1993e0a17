/** The relay between sockets and a page: here a page that answers by hand. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import WebSocket from 'ws';
import { Relay } from '../../../src/headless/relay.ts';
import { type Served, serveFolder } from '../../../src/headless/serve.ts';
import { RELAY_CLOSES, type RelayFrame, readFrame, writeFrame } from '../../../src/live/index.ts';

const TOKEN = 'a-token';
const PORT = 21_000 + (process.pid % 5_000);

let folder: string;
let served: Served;
let relay: Relay;
const sockets: (Socket | WebSocket)[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zabscope-relay-'));
  writeFileSync(join(folder, 'index.html'), '<p>page</p>');
  relay = new Relay({ zooCfg: 'tickTime=2000', seed: 1, ports: [[1, PORT]] }, TOKEN);
  served = await serveFolder(folder, 0, '/some/path/', { relay });
});
afterEach(async () => {
  for (const one of sockets.splice(0)) 'destroy' in one ? one.destroy() : one.terminate();
  relay.close();
  await served.close();
  rmSync(folder, { recursive: true });
});

interface Page {
  readonly socket: WebSocket;
  /** The next frame of this kind; others before it are passed over. */
  readonly next: (type: RelayFrame['type']) => Promise<RelayFrame>;
  readonly say: (frame: RelayFrame) => void;
}

function open(token = TOKEN, origin = new URL(served.address).origin): Page {
  const address = `${served.address.replace('http', 'ws')}live/${token}`;
  const socket = new WebSocket(address, { origin });
  sockets.push(socket);
  const frames: RelayFrame[] = [];
  let wake = (): void => {};
  socket.on('message', (data) => {
    const frame = readFrame(data as Buffer);
    if (frame !== null) frames.push(frame);
    wake();
  });
  const next = async (type: RelayFrame['type']): Promise<RelayFrame> => {
    for (;;) {
      const frame = frames.shift();
      if (frame?.type === type) return frame;
      if (frame === undefined) await new Promise<void>((resolve) => (wake = resolve));
    }
  };
  return { socket, next, say: (frame) => socket.send(writeFrame(frame)) };
}

const closed = async ({ socket }: Page): Promise<number> => (await once(socket, 'close'))[0];

/** A client at the port; it tries until that is open. */
async function call(): Promise<Socket> {
  for (;;) {
    const socket = connect(PORT, '127.0.0.1');
    sockets.push(socket);
    const open = await new Promise((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    socket.on('error', () => {});
    if (open === true) return socket;
  }
}

/** How a connection ends: with the code of an error, or in order. */
function fateOf(socket: Socket): Promise<string> {
  let fate = 'end';
  socket.on('error', (error: NodeJS.ErrnoException) => (fate = error.code ?? ''));
  return new Promise((resolve) => socket.once('close', () => resolve(fate)));
}

test('bytes go both ways, and how a connection ends', async () => {
  const page = open();
  expect(await page.next('hello')).toEqual({
    type: 'hello',
    hello: { zooCfg: 'tickTime=2000', seed: 1, ports: [[1, PORT]] },
  });
  page.say({ type: 'open', sid: 1 });
  const client = await call();
  const came = await page.next('came');
  if (came.type !== 'came') throw new Error(came.type);
  expect(came.sid).toBe(1);
  client.write(Uint8Array.of(0, 1, 255));
  expect(await page.next('bytes')).toMatchObject({ line: came.line });
  page.say({ type: 'bytes', line: came.line, bytes: Uint8Array.of(254, 7) });
  const [heard] = await once(client, 'data');
  expect([...heard]).toEqual([254, 7]);
  page.say({ type: 'end', line: came.line });
  await once(client, 'end');
  expect(await page.next('left')).toEqual({ type: 'left', line: came.line });

  const other = await call();
  const second = await page.next('came');
  const fate = fateOf(other);
  if (second.type === 'came') page.say({ type: 'reset', line: second.line });
  expect(await fate).toBe('ECONNRESET');

  page.say({ type: 'wake', ms: 5 });
  expect(await page.next('woken')).toEqual({ type: 'woken' });
});

test('when the page goes, its clients are reset and the ports refuse', async () => {
  const page = open();
  await page.next('hello');
  page.say({ type: 'open', sid: 1 });
  const client = await call();
  await page.next('came');
  const fate = fateOf(client);
  page.socket.close();
  expect(await fate).toBe('ECONNRESET');
  const late = connect(PORT, '127.0.0.1');
  const [error] = await once(late, 'error');
  expect(error.code).toBe('ECONNREFUSED');
  // The next page begins anew.
  const next = open();
  await next.next('hello');
});

test('a wrong token, a second page, and a page of nonsense are told which they are', async () => {
  expect(await closed(open('another'))).toBe(RELAY_CLOSES.token);
  const first = open();
  await first.next('hello');
  expect(await closed(open())).toBe(RELAY_CLOSES.taken);
  first.socket.send(Uint8Array.of(1, 2, 3));
  expect(await closed(first)).toBe(RELAY_CLOSES.garbage);
  const second = open();
  await second.next('hello');
  second.say({ type: 'woken' });
  expect(await closed(second)).toBe(RELAY_CLOSES.garbage);
});

test('another origin is refused, and so is another name of this machine', async () => {
  for (const origin of ['http://evil.example', '', served.address.replace('localhost', 'x')]) {
    const [error] = await once(open(TOKEN, origin).socket, 'error');
    expect(error.message).toMatch(/403/);
  }
  const named = new WebSocket(`${served.address.replace('http', 'ws')}live/${TOKEN}`, {
    origin: 'http://rebound.example',
    headers: { host: 'rebound.example' },
  });
  sockets.push(named);
  const [error] = await once(named, 'error');
  expect(error.message).toMatch(/403/);
});

test('a port that somebody has is a sentence', async () => {
  const other = createServer().listen(PORT, '127.0.0.1');
  await once(other, 'listening');
  await expect(relay.tryPorts()).rejects.toThrow(`port ${PORT} (server 1) is in use`);
  const page = open();
  await page.next('hello');
  page.say({ type: 'open', sid: 1 });
  expect(await page.next('trouble')).toEqual({
    type: 'trouble',
    text: `port ${PORT} (server 1) is in use`,
  });
  other.close();
});
