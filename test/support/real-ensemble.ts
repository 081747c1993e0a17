/**
 * A real 3.8.0 ensemble of three on loopback, for those who record what it answers (Debian:
 * zookeeper, and a Java runtime). No test needs it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, openSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const JARS = ['zookeeper', 'slf4j-api', 'slf4j-log4j12', 'log4j-1.2', 'commons-cli'];
const CLASSES = JARS.map((name) => `/usr/share/java/${name}.jar`).join(':');
const MAIN = 'org.apache.zookeeper.server.quorum.QuorumPeerMain';
const SIDS = [1, 2, 3] as const;

/** What the zoo.cfg of each says of all: server N listens for clients at `port + N - 1`. */
export function serverLines(port: number): readonly string[] {
  return SIDS.map((n) => `server.${n}=127.0.0.1:${port + 100 + n}:${port + 200 + n}`);
}

export class RealEnsemble {
  private readonly servers: ChildProcess[];
  readonly port: number;

  /** `lines`: of every zoo.cfg; `flags`: of Java. Its files stand in `folder`. */
  constructor(folder: string, port: number, lines: readonly string[], flags: readonly string[]) {
    this.port = port;
    this.servers = SIDS.map((sid) => start(folder, port, sid, lines, flags));
  }

  /** Until every server serves. */
  async ready(): Promise<void> {
    for (const sid of SIDS) await this.until(sid, 'rw');
  }

  /** Until a server says of itself what it is to be (`rw`, `ro`). */
  async until(sid: number, word: string): Promise<void> {
    for (let tries = 0; tries < 300; tries++) {
      if ((await isro(this.port + sid - 1)) === word) return;
      await pause(100);
    }
    throw new Error(`server ${sid} does not become ${word}`);
  }

  kill(sids: readonly number[] = SIDS): void {
    for (const sid of sids) this.servers[sid - 1]?.kill('SIGKILL');
  }
}

function start(
  folder: string,
  port: number,
  sid: number,
  lines: readonly string[],
  flags: readonly string[],
): ChildProcess {
  const home = join(folder, `${port}-${sid}`);
  mkdirSync(join(home, 'data'), { recursive: true });
  writeFileSync(join(home, 'data', 'myid'), `${sid}\n`);
  const own = [`dataDir=${home}/data`, `clientPort=${port + sid - 1}`, 'admin.enableServer=false'];
  writeFileSync(join(home, 'zoo.cfg'), `${[...lines, ...own, ...serverLines(port)].join('\n')}\n`);
  const args = ['-Xmx128m', '-XX:+UseSerialGC', ...flags, '-cp', `${home}:${CLASSES}`];
  const out = openSync(join(home, 'out.txt'), 'w');
  return spawn('java', [...args, MAIN, join(home, 'zoo.cfg')], { stdio: ['ignore', out, out] });
}

/** What a server answers to the word; empty where nobody answers. */
function isro(port: number): Promise<string> {
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1', () => socket.write('isro'));
    socket.setTimeout(2000, () => socket.destroy());
    socket.on('data', (bytes) => {
      heard += bytes;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(heard));
  });
}
