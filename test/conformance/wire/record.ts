/**
 * Asks a real 3.8.0 what it answers to every probe, and keeps it (Debian: zookeeper, and a Java
 * runtime). Starts ensembles on loopback, one stage after the other, in a folder of its own:
 *   npx tsx test/conformance/wire/record.ts
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ask, askAll, NOBODY, sessionBefore } from './ask.ts';
import { bytes } from './bytes.ts';
import { COMMON, CONFIGS, isReadOnly, type Probe, type Stage } from './probe.ts';
import { PROBES } from './probes.ts';

const PORT = 28_181;
const QUIET_MS = 1500;
/** So many probes are asked at once. */
const AT_ONCE = 40;
const JARS = ['zookeeper', 'slf4j-api', 'slf4j-log4j12', 'log4j-1.2', 'commons-cli'];
const CLASSES = JARS.map((name) => `/usr/share/java/${name}.jar`).join(':');

function start(folder: string, sid: number, stage: Stage): ChildProcess {
  const home = join(folder, `${stage}-${sid}`);
  mkdirSync(join(home, 'data'), { recursive: true });
  writeFileSync(join(home, 'data', 'myid'), `${sid}\n`);
  const servers = [1, 2, 3].map((n) => `server.${n}=127.0.0.1:${PORT + 100 + n}:${PORT + 200 + n}`);
  const own = [`dataDir=${home}/data`, `clientPort=${PORT + sid - 1}`, 'admin.enableServer=false'];
  const lines = [...COMMON, ...CONFIGS[stage], ...own, ...servers];
  writeFileSync(join(home, 'zoo.cfg'), `${lines.join('\n')}\n`);
  const flags = isReadOnly(stage) ? ['-Dreadonlymode.enabled=true'] : [];
  const main = 'org.apache.zookeeper.server.quorum.QuorumPeerMain';
  const args = ['-Xmx128m', '-XX:+UseSerialGC', ...flags, '-cp', `${home}:${CLASSES}`];
  const out = openSync(join(home, 'out.txt'), 'w');
  return spawn('java', [...args, main, join(home, 'zoo.cfg')], { stdio: ['ignore', out, out] });
}

const ISRO: Probe = { name: 'isro', stage: 'quorum', say: [bytes('isro')] };

/** Until a server says of itself what it is to be. */
async function until(port: number, word: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const heard = await ask(port, ISRO, 300);
    if (heard.join().includes(word)) return;
    await pause(100);
  }
  throw new Error(`the server at port ${port} does not become ${word}`);
}

async function recordStage(
  folder: string,
  stage: Stage,
): Promise<readonly (readonly [string, unknown])[]> {
  const servers = [1, 2, 3].map((sid) => start(folder, sid, stage));
  try {
    for (const n of [0, 1, 2]) await until(PORT + n, 'rw');
    let earlier = NOBODY;
    if (isReadOnly(stage)) {
      earlier = (await sessionBefore(PORT, 'gone', 500)).known;
      for (const server of servers.slice(1)) server.kill('SIGKILL');
      await until(PORT, 'ro');
    }
    const probes = PROBES.filter((probe) => probe.stage === stage);
    const heard = await askAll(PORT, probes, QUIET_MS, earlier, AT_ONCE);
    return probes.map((probe) => [probe.name, heard.get(probe)]);
  } finally {
    for (const server of servers) server.kill('SIGKILL');
    await pause(500);
  }
}

const folder = mkdtempSync(join(tmpdir(), 'zabscope-wire-'));
const answers: (readonly [string, unknown])[] = [];
try {
  for (const stage of ['quorum', 'local', 'readOnly', 'readOnlyAlone'] as const) {
    if (PROBES.some((probe) => probe.stage === stage))
      answers.push(...(await recordStage(folder, stage)));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const lines = answers.map(([name, heard]) => `${JSON.stringify(name)}: ${JSON.stringify(heard)}`);
writeFileSync(join(import.meta.dirname, 'answers.json'), `{\n${lines.join(',\n')}\n}\n`);
console.log(`${lines.length} probes`);
