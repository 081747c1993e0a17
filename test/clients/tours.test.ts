/**
 * Real clients at the simulated ensemble. What a tour prints was recorded at a real ensemble of
 * 3.8.0 (`record.ts`); it is gone where the client is installed, and skipped elsewhere.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endOf, extendTo, isMistake, load, marksOf, replay } from '../../src/timeline/index.ts';
import { Ensemble, recordingOf } from './ensemble.ts';
import { TOURS } from './tours/index.ts';

for (const tour of TOURS) {
  const missing = tour.missing();
  const title = missing === null ? tour.name : `${tour.name}: skipped, ${missing}`;
  describe.skipIf(missing !== null)(title, () => {
    const ensemble = new Ensemble();
    let printed: readonly string[] = [];
    let ended: Awaited<ReturnType<Ensemble['end']>>;

    beforeAll(async () => {
      printed = await tour.play(await ensemble.start());
      ended = await ensemble.end();
    }, 180_000);
    afterAll(() => ensemble.clear());

    test('prints what it prints at a real ensemble', () => {
      const recorded = readFileSync(recordingOf(tour.name), 'utf8');
      expect(recorded.length).toBeGreaterThan(1000);
      expect(`${printed.join('\n')}\n`).toBe(recorded);
    });

    test('breaks no invariant, also when its recording is replayed without it', () => {
      expect(ended.status).toBe(0);
      const recording = load(ended.recording);
      if (isMistake(recording)) throw new Error(JSON.stringify(recording));
      const timeline = replay(recording);
      if (isMistake(timeline)) throw new Error(JSON.stringify(timeline));
      const whole = extendTo(timeline, Math.floor((recording.untilMs ?? 0) * 1000));
      expect(endOf(whole)).toBeGreaterThan(1_000_000);
      expect(marksOf(whole).filter((mark) => mark.type === 'violated')).toEqual([]);
    });
  });
}
