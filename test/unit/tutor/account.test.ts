import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SIM } from '../../../src/timeline/index.ts';
import { Trial } from '../../../src/tutor/course.ts';
import { accountOfScene, readLessonFile, sceneAt } from '../../../src/tutor/index.ts';

const FILE = 'lessons/2-zab/04-reads.md';
const text = readFileSync(join(import.meta.dirname, '../../..', FILE), 'utf8');

test('a run says whom a server has turned away, and why', () => {
  const { lesson, places } = readLessonFile(FILE, text) ?? {};
  if (!lesson || !places) throw new Error(FILE);
  const { ran, start } = [...new Trial(SIM, lesson, places, 'en').courses()][2] ?? {};
  if (!ran || !start) throw new Error('it has no third step');
  const scene = sceneAt(ran.timeline, start.at, ran.at);
  const said = accountOfScene(scene, false, 'en');
  expect(said.at(-1)).toMatch(/^Server 1: a2 has seen 1·6, this server only 1·5: it is refused/);
});
