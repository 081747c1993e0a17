/** How smoothly the page plays while somebody at its ports asks for a hundred things a second. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { type Browser, chromium } from 'playwright-core';
import { JuteWriter, writeGreeting, writeRequest } from '../../jute/index.ts';
import { NO_SESSION, OPEN_ACL, type Op, ZERO } from '../../model/index.ts';
import { FLAGS, findBrowser } from '../browser.ts';
import { zooCfgOf } from '../ensemble/zoo-cfg.ts';
import { Relay } from '../relay.ts';
import { serveFolder } from '../serve.ts';
import { FRAMES, p95, type WatchedFrames } from './frames.ts';
import type { Figure } from './measures.ts';

const PORT = 30_181;
const TOKEN = 'bench';
const PER_SECOND = 100;
const WATCHED = 4;
const ROUNDS = 3;
const EMPTY = 'data:text/html,<title>empty</title>';
const DATA = 'x'.repeat(100);
const CREATE: Op = { type: 'create', path: '/n', data: DATA, acl: OPEN_ACL, flags: 0, ttl: 0 };
const SET: Op = { type: 'setData', path: '/n', data: DATA, version: -1 };

/** One connection that asks at its own pace, and counts what it is answered. */
class SteadyClient {
  answers = 0;
  readonly #socket = connect(PORT, '127.0.0.1');
  readonly #pace: NodeJS.Timeout;
  #held = Buffer.alloc(0);
  #cxid = 0;

  constructor() {
    this.#socket.on('data', (bytes) => this.#count(bytes as Buffer));
    const connected = { type: 'CONNECT', session: NO_SESSION, passwordOk: true } as const;
    const asked = { lastZxid: ZERO, readOnly: false, timeoutMs: 30_000 };
    this.#send((w) => writeGreeting(w, { connect: { ...connected, ...asked }, old: false }));
    this.#ask(CREATE);
    // A timer that comes late asks for all that was due.
    const began = performance.now();
    this.#pace = setInterval(() => {
      const due = Math.floor(((performance.now() - began) * PER_SECOND) / 1000);
      while (this.#cxid < due) this.#ask(SET);
    }, 1000 / PER_SECOND);
  }

  async end(): Promise<void> {
    clearInterval(this.#pace);
    this.#socket.destroy();
    if (!this.#socket.closed) await once(this.#socket, 'close');
  }

  #ask(op: Op): void {
    this.#cxid += 1;
    this.#send((w) => writeRequest(w, { type: 'CALL', cxid: this.#cxid, op }));
  }

  #send(write: (w: JuteWriter) => void): void {
    const w = new JuteWriter();
    w.int(0);
    write(w);
    w.intAt(0, w.length - 4);
    this.#socket.write(w.take());
  }

  #count(bytes: Buffer): void {
    this.#held = Buffer.concat([this.#held, bytes]);
    while (this.#held.length >= 4 && this.#held.length >= 4 + this.#held.readInt32BE(0)) {
      this.#held = this.#held.subarray(4 + this.#held.readInt32BE(0));
      this.answers += 1;
    }
  }
}

/** The best of several rounds, each beside an empty page right before it. */
async function watched(browser: Browser, address: string): Promise<readonly Figure[]> {
  const empty = await browser.newPage();
  await empty.goto(EMPTY);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en' });
  await page.goto(`${address}#/live/${TOKEN}`);
  await page.getByText('Live, in real time').waitFor({ timeout: 120_000 });
  const client = new SteadyClient();
  await page.getByText('1 real client', { exact: true }).waitFor({ timeout: 120_000 });
  let times = Number.POSITIVE_INFINITY;
  let frames = 0;
  let answers = 0;
  for (let round = 0; round < ROUNDS; round++) {
    await empty.bringToFront();
    const beside = (await empty.evaluate(FRAMES(WATCHED))) as WatchedFrames;
    await page.bringToFront();
    await page.waitForTimeout(500);
    const [before, from] = [client.answers, performance.now()];
    const seen = (await page.evaluate(FRAMES(WATCHED))) as WatchedFrames;
    const seconds = (performance.now() - from) / 1000;
    times = Math.min(times, p95(seen.deltas) / p95(beside.deltas));
    frames = Math.max(frames, seen.deltas.length / WATCHED);
    answers = Math.max(answers, (client.answers - before) / seconds);
  }
  await client.end();
  const name = `live, a real client asks ${PER_SECOND} times a second`;
  return [
    { name: `${name}: frames`, figure: frames, unit: 'a second', better: 'more' },
    {
      ...{ name: `${name}: p95 of frames beside an empty page’s`, figure: times },
      ...{ unit: 'times', better: 'less' },
    },
    { name: `${name}: answers`, figure: answers, unit: 'a second', better: 'more' },
  ];
}

export async function liveFigures(dist: string): Promise<readonly Figure[]> {
  const options = { servers: 3, observers: 0, zooCfg: null, port: PORT, seed: 1 };
  const ports = [1, 2, 3].map((sid) => [sid, PORT + sid - 1] as const);
  const relay = new Relay({ zooCfg: zooCfgOf(options), seed: 1, ports }, TOKEN);
  const site = await serveFolder(dist, 0, '/', { relay });
  const browser = await chromium.launch({ executablePath: findBrowser(), args: FLAGS });
  try {
    return await watched(browser, site.address);
  } finally {
    await browser.close();
    relay.close();
    await site.close();
  }
}
