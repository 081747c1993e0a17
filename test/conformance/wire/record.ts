/**
 * Asks a real 3.8.0 what it answers to every probe, and keeps it (Debian: zookeeper, and a Java
 * runtime). Starts ensembles on loopback, one stage after the other, in a folder of its own:
 *   npx tsx test/conformance/wire/record.ts
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { RealEnsemble } from '../../support/real-ensemble.ts';
import { askAll, NOBODY, sessionBefore } from './ask.ts';
import { COMMON, CONFIGS, isReadOnly, type Stage } from './probe.ts';
import { PROBES } from './probes.ts';

const PORT = 28_181;
const QUIET_MS = 1500;
/** So many probes are asked at once. */
const AT_ONCE = 40;

async function recordStage(
  folder: string,
  stage: Stage,
): Promise<readonly (readonly [string, unknown])[]> {
  const flags = isReadOnly(stage) ? ['-Dreadonlymode.enabled=true'] : [];
  const real = new RealEnsemble(join(folder, stage), PORT, [...COMMON, ...CONFIGS[stage]], flags);
  try {
    await real.ready();
    let earlier = NOBODY;
    if (isReadOnly(stage)) {
      earlier = (await sessionBefore(PORT, 'gone', 500)).known;
      real.kill([2, 3]);
      await real.until(1, 'ro');
    }
    const probes = PROBES.filter((probe) => probe.stage === stage);
    const heard = await askAll(PORT, probes, QUIET_MS, earlier, AT_ONCE);
    return probes.map((probe) => [probe.name, heard.get(probe)]);
  } finally {
    real.kill();
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
