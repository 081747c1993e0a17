/**
 * Goes a tour at a real 3.8.0, and keeps what was printed (Debian: zookeeper, a Java runtime, and
 * the client); each has an ensemble of its own, on loopback, in a folder of its own:
 *   npx tsx test/clients/record.ts [TOUR...]
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RealEnsemble } from '../support/real-ensemble.ts';
import { CONFIG, hostsFrom, recordingOf } from './ensemble.ts';
import { TOURS } from './tours/index.ts';

const PORT = 28_281;
const asked = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'zabscope-tours-'));
try {
  for (const tour of TOURS.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
    const missing = tour.missing();
    if (missing !== null) {
      console.error(`${tour.name}: ${missing}`);
      continue;
    }
    const real = new RealEnsemble(join(folder, tour.name), PORT, CONFIG, []);
    try {
      await real.ready();
      const lines = await tour.play(hostsFrom(PORT));
      writeFileSync(recordingOf(tour.name), `${lines.join('\n')}\n`);
      console.log(`${tour.name}: ${lines.length} lines`);
    } finally {
      real.kill();
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
