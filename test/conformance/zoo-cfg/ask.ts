/**
 * Asks the real QuorumPeerConfig about zoo.cfgs: `npx tsx test/conformance/zoo-cfg/ask.ts FILE...`
 * prints a line of JSON for each. Needs Debian's packages libzookeeper-java (3.8.0) and
 * default-jdk-headless; no test needs it: what it said is kept beside it.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Said } from './answers.ts';

const JARS = ['zookeeper', 'zookeeper-jute', 'slf4j-api', 'slf4j-nop', 'commons-io'];

/** What the real parser says of each file, in order. Throws where there is no Java. */
export function askAbout(files: readonly string[]): readonly Said[] {
  const folder = mkdtempSync(join(tmpdir(), 'zabscope-ask-'));
  try {
    const hosts = join(folder, 'hosts');
    writeFileSync(hosts, '');
    const classPath = JARS.map((jar) => `/usr/share/java/${jar}.jar`).join(':');
    const program = join(import.meta.dirname, 'ask.java');
    const said = execFileSync(
      'java',
      ['-cp', classPath, `-Djdk.net.hosts.file=${hosts}`, program, hosts, ...files],
      { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    );
    return said
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Said);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The same of texts. */
export function askAboutTexts(texts: readonly string[]): readonly Said[] {
  const folder = mkdtempSync(join(tmpdir(), 'zabscope-texts-'));
  try {
    const files = texts.map((text, i) => {
      const file = join(folder, `${i}.cfg`);
      writeFileSync(file, text);
      return file;
    });
    return askAbout(files);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const said of askAbout(process.argv.slice(2))) console.log(JSON.stringify(said));
}
