/** Real clients in the page: a bare one of our own, over TCP, a relay and a WebSocket. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { WebSocket } from 'ws';
import { zooCfgOf } from '../../src/headless/ensemble/zoo-cfg.ts';
import { Relay } from '../../src/headless/relay.ts';
import { type Served, serveFolder } from '../../src/headless/serve.ts';
import {
  JuteWriter,
  opcodeOf,
  readAnswer,
  readConnected,
  writeGreeting,
  writeRequest,
} from '../../src/jute/index.ts';
import { relayPath } from '../../src/live/index.ts';
import {
  NO_SESSION,
  OPEN_ACL,
  type Op,
  type ReplyMessage,
  type SessionId,
  ZERO,
} from '../../src/model/index.ts';
import { accessibilityFaults } from './accessibility.ts';
import { openPage, type Screen } from './open-page.ts';

const TOKEN = 'the-token';
const PORT = 27_000 + 3 * (process.pid % 1_000);

let relay: Relay;
let served: Served;
beforeAll(async () => {
  const asked = { servers: 3, observers: 0, zooCfg: null, port: PORT, seed: 1 };
  const ports = [1, 2, 3].map((sid) => [sid, PORT + sid - 1] as const);
  relay = new Relay({ zooCfg: zooCfgOf(asked), seed: 1, ports }, TOKEN);
  served = await serveFolder(inject('folder'), 0, '/', { relay });
});
afterAll(async () => {
  relay.close();
  await served.close();
});

/** A client without a library: one connection, and one question at a time. */
class BareClient {
  readonly #socket: Socket;
  #held = Buffer.alloc(0);
  #wake = (): void => {};
  #cxid = 0;
  session: SessionId = NO_SESSION;
  /** How the connection ended: with the code of an error, or in order. */
  readonly fate: Promise<string>;

  private constructor(socket: Socket) {
    this.#socket = socket;
    let code = 'end';
    socket.on('error', (error: NodeJS.ErrnoException) => (code = error.code ?? ''));
    this.fate = new Promise((resolve) => socket.once('close', () => resolve(code)));
    socket.on('data', (bytes) => {
      this.#held = Buffer.concat([this.#held, bytes as Buffer]);
      this.#wake();
    });
  }

  /** As libraries do, it dials again where nobody is served yet. */
  static async at(server: number, session: SessionId = NO_SESSION): Promise<BareClient> {
    for (;;) {
      const socket = connect(PORT + server - 1, '127.0.0.1');
      await once(socket, 'connect');
      const client = new BareClient(socket);
      if (await client.#greeted(session)) return client;
    }
  }

  /** False: the server has ended the connection instead. */
  async #greeted(session: SessionId): Promise<boolean> {
    this.#send((w) => {
      const connect = {
        type: 'CONNECT',
        session,
        passwordOk: true,
        lastZxid: ZERO,
        readOnly: false,
      } as const;
      writeGreeting(w, { connect: { ...connect, timeoutMs: 20_000 }, old: false });
    });
    const answer = await Promise.race([this.#packet(), this.fate]);
    if (typeof answer === 'string') return false;
    this.session = readConnected(answer).session;
    return true;
  }

  #send(write: (w: JuteWriter) => void): void {
    const w = new JuteWriter();
    w.int(0);
    write(w);
    w.intAt(0, w.length - 4);
    this.#socket.write(w.take());
  }

  async #packet(): Promise<Uint8Array> {
    for (;;) {
      const length = this.#held.length < 4 ? Infinity : this.#held.readInt32BE(0);
      if (this.#held.length >= 4 + length) {
        const packet = this.#held.subarray(4, 4 + length);
        this.#held = this.#held.subarray(4 + length);
        return packet;
      }
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  async ask(op: Op): Promise<ReplyMessage['reply']> {
    this.#cxid += 1;
    this.#send((w) => writeRequest(w, { type: 'CALL', cxid: this.#cxid, op }));
    const answer = readAnswer(await this.#packet(), () => opcodeOf(op));
    if (answer.type !== 'REPLY') throw new Error(answer.type);
    return answer.reply;
  }

  say(bytes: Uint8Array): void {
    this.#socket.write(bytes);
  }

  close(): void {
    this.#socket.destroy();
  }
}

const CREATE: Op = { type: 'create', path: '/e', data: 'x', acl: OPEN_ACL, flags: 1, ttl: 0 };
const GET: Op = { type: 'getData', path: '/e', watch: false };

const open = (screen: Screen = {}) =>
  openPage({ site: served.address, path: `#/live/${TOKEN}`, width: 1280, height: 720, ...screen });
const bar = (page: Page) => page.getByRole('region', { name: 'Real clients' });

test('a client is on the stage, reset by a crash, comes back, ends with the page', async () => {
  const page = await open();
  await bar(page).getByText('Live, in real time').waitFor();
  await page.getByRole('button', { name: /^Server 3, LEADING/ }).waitFor();
  const client = await BareClient.at(3);
  expect(client.session).not.toBe(NO_SESSION);
  expect(await client.ask(CREATE)).toMatchObject({ code: 'OK', body: { path: '/e' } });
  expect(await client.ask(GET)).toMatchObject({ code: 'OK', body: { data: 'x' } });
  await page.getByRole('button', { name: /^Client tcp1, at server 3, / }).waitFor();
  await bar(page).getByText('1 real client', { exact: true }).waitFor();
  await page.getByRole('tabpanel').getByText('tcp1').first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  // The leader crashes: its clients are reset, its port refuses, and the session goes elsewhere.
  await page.keyboard.press('c');
  expect(await client.fate).toBe('ECONNRESET');
  const [refused] = await once(connect(PORT + 2, '127.0.0.1'), 'error');
  expect(refused.code).toBe('ECONNREFUSED');
  await page.getByRole('button', { name: /^Server 2, LEADING/ }).waitFor();
  const again = await BareClient.at(1, client.session);
  expect(again.session).toBe(client.session);
  expect(await again.ask(GET)).toMatchObject({ code: 'OK', body: { data: 'x' } });

  // Garbage ends the connection that it came on, and nothing else.
  const rude = await BareClient.at(1);
  rude.say(Uint8Array.of(0xff, 0xff, 0xff, 0xff));
  await rude.fate;
  expect(await again.ask(GET)).toMatchObject({ code: 'OK' });

  await page.close();
  expect(await again.fate).toBe('ECONNRESET');
});

test('clients hear the newest moment of their course; it is said when they do not', async () => {
  const page = await open();
  await bar(page).getByText('Live, in real time').waitFor();
  const client = await BareClient.at(1);
  expect(await client.ask(CREATE)).toMatchObject({ code: 'OK' });

  const waits = async (says: string): Promise<void> => {
    await bar(page).getByText(says).waitFor();
    let answered = false;
    const answer = client.ask(GET).then((reply) => {
      answered = true;
      return reply;
    });
    await page.waitForTimeout(300);
    expect(answered, says).toBe(false);
    const back = bar(page).getByRole('button', { name: 'Back to them' });
    if (says.startsWith('Time')) await page.keyboard.press(' ');
    else await back.click();
    expect(await answer).toMatchObject({ code: 'OK', body: { data: 'x' } });
    await bar(page).getByText('Live, in real time').waitFor();
  };
  await page.keyboard.press(' ');
  await waits('Time stands');
  await page.keyboard.press('ArrowLeft');
  await waits('This is the past.');
  // What a person does in the past is a branch: clients are puppets there.
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('f');
  await page.locator('.notice', { hasText: 'a new branch begins' }).waitFor();
  await waits('This is another course');
  // A name for a moment changes nothing for them.
  await page.keyboard.press('b');
  expect(await client.ask(GET)).toMatchObject({ code: 'OK' });
  await bar(page).getByText('Live, in real time').waitFor();

  await page.getByRole('combobox', { name: 'Tempo' }).selectOption({ index: 3 });
  await bar(page).getByText('Live, at 0.1 of real time').waitFor();
  expect(await client.ask(GET)).toMatchObject({ code: 'OK' });

  // Time stands for a card of the deck, and passes again when the deck is shut.
  await page.keyboard.press('a');
  await bar(page).getByText('Time stands').waitFor();
  await page.keyboard.press('Escape');
  await bar(page).getByText('Live, at 0.1 of real time').waitFor();
  expect(await client.ask(GET)).toMatchObject({ code: 'OK' });

  // A presentation would end them without a word.
  await page.evaluate(() => {
    location.hash = '#/present';
  });
  await page
    .locator('.notice', { hasText: 'Real clients cannot come along to that page.' })
    .waitFor();
  expect(await client.ask(GET)).toMatchObject({ code: 'OK' });
  expect(new URL(page.url()).hash).toBe(`#/live/${TOKEN}`);

  // They are sent away; what they said is in the run.
  await bar(page).getByRole('button', { name: 'Send them away' }).click();
  await client.fate;
  await bar(page).waitFor({ state: 'detached' });
  await page.getByRole('tabpanel').getByText('/e', { exact: false }).first().isVisible();
  expect(new URL(page.url()).hash).toBe('#/play');
});

test('the deck acts on real clients, in their time', async () => {
  const page = await open();
  await bar(page).getByText('Live, in real time').waitFor();
  const client = await BareClient.at(1);
  expect(await client.ask(CREATE)).toMatchObject({ code: 'OK' });
  const deck = page.getByRole('dialog', { name: 'The failure deck' });
  const lay = async (card: string): Promise<void> => {
    await page.keyboard.press('a');
    await deck.getByRole('radio', { name: card }).check();
  };

  // One who can be told to write has to come; meanwhile time passes for the real one.
  expect(await client.ask({ type: 'getData', path: '/e', watch: true })).toMatchObject({
    code: 'OK',
  });
  await lay('Disconnect a watcher during changes');
  await deck.getByText('A real client does what its own program says').waitFor();
  await deck.getByRole('button', { name: 'Bring that about' }).click();
  expect(await client.ask(GET)).toMatchObject({ code: 'OK' });
  await deck.getByText('tcp1 watches /e and is cut off. guest-1 changes it twice.').waitFor();
  await page.keyboard.press('Escape');

  // Without a network for three seconds: nothing is heard, and nothing lost.
  await lay('Unplug a client for a moment');
  await deck.getByText('tcp1 is without a network for 3 s.').waitFor();
  await deck.getByRole('button', { name: 'Let it happen' }).click();
  await bar(page).getByText('Live, in real time').waitFor();
  let answered = false;
  const answer = client.ask(GET).then((reply) => {
    answered = true;
    return reply;
  });
  await page.waitForTimeout(700);
  expect(answered).toBe(false);
  expect(await answer).toMatchObject({ code: 'OK', body: { data: 'x' } });

  await page.keyboard.press('a');
  await deck.getByRole('button', { name: 'Take it back' }).waitFor();
  expect(await deck.getByRole('button', { name: 'To its end at once' }).count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);

  // It is not ended, and it is said what is done instead.
  await deck.getByRole('radio', { name: 'Kill a client process' }).check();
  await deck.getByText('tcp1 is a real program: it is not ended but cut off').waitFor();
});

/** What the relay takes for its page, as soon as the one before has gone. */
async function onlyPage(): Promise<WebSocket> {
  const { origin } = new URL(served.address);
  for (;;) {
    const socket = new WebSocket(new URL(relayPath(TOKEN), served.address), { origin });
    const heard = once(socket, 'message').then(() => true);
    if (await Promise.race([heard, once(socket, 'close').then(() => false)])) return socket;
  }
}

test('a second page, a wrong token and no relay are told in a sentence', async () => {
  // The first page is nobody's but a WebSocket: one that draws would slow down the others.
  const first = await onlyPage();
  const second = await open();
  const notice = (page: Page, text: string) => page.locator('.notice', { hasText: text }).waitFor();
  await notice(second, 'Another page is live with this relay already.');
  await second.evaluate(() => {
    location.hash = '#/live/guessed';
  });
  await notice(second, 'This relay has another token.');
  expect(first.readyState).toBe(WebSocket.OPEN);
  first.close();
  await once(first, 'close');
  const none = await openPage({ path: '#/live/none', expected: /WebSocket/ });
  await notice(none, 'No relay answers here. Type npm start -- --live');
  await none.getByRole('button', { name: 'Menu', exact: true }).click();
  await none.getByRole('menuitem', { name: 'Let real clients in …' }).click();
  const dialog = none.getByRole('dialog', { name: 'Real clients' });
  await dialog.getByText('npm start -- --live', { exact: true }).waitFor();
  expect(await accessibilityFaults(none)).toEqual([]);
});

test('on a narrow screen, in Chinese', async () => {
  const page = await open({ width: 390, height: 844, language: 'zh-CN' });
  await page.getByRole('region', { name: '真实客户端' }).getByText('实时进行中').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});
