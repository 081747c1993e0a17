/**
 * `npm run bench`: figures with their unit, one a line, the best of five after a warm-up, each kind
 * in a process of its own; beside each the figure of a loop that tells how fast the machine was.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { besideRaft } from './bench/beside.ts';
import { firstLoadFigures } from './bench/first-load.ts';
import { lessonFigures } from './bench/lessons.ts';
import { liveFigures } from './bench/live.ts';
import { BY_TURNS, calibrate, type Figure, MEASURES, scriptBytes } from './bench/measures.ts';
import { pageSpeedFigures } from './bench/page-speed.ts';
import { roomFigures } from './bench/room.ts';

const home = join(import.meta.dirname, '../..');

interface Measured {
  readonly figures: readonly Figure[];
  readonly calibration: number;
}

const ALL = { ...MEASURES, ...BY_TURNS } as const;
/** How often each of those is measured that take turns; the middle one counts. */
const ROUNDS = 5;

/** Measures in this process: one run is thrown away, the best of the others counts. */
function measureHere(name: keyof typeof ALL): Measured {
  const { measure, repeats } = ALL[name];
  const calibration = calibrate();
  if (repeats > 1) measure();
  const runs = Array.from({ length: repeats }, () => measure());
  const figures = (runs[0] ?? []).map((first, i) => {
    const all = runs.map((run) => run[i]?.figure ?? first.figure);
    const best = first.better === 'more' ? Math.max(...all) : Math.min(...all);
    return { ...first, figure: best };
  });
  return { figures, calibration };
}

function measureApart(name: string): Measured {
  const args = ['--expose-gc', ...process.execArgv, import.meta.filename, '--only', name];
  const run = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (run.status !== 0) throw new Error(`the measure ${name} failed`);
  return JSON.parse(run.stdout);
}

/** ZAB, Raft and both, by turns, and how both at once stand to the sum of the two alone. */
function measureByTurns(): Measured {
  const names = Object.keys(BY_TURNS);
  const rounds = Array.from({ length: ROUNDS }, () => names.map(measureApart));
  const middle = names.map((_, i): Figure => {
    const all = rounds.flatMap((round) => round[i]?.figures ?? []);
    all.sort((a, b) => a.figure - b.figure);
    return all[ROUNDS >> 1] as Figure;
  });
  const [zab = 0, raft = 0, both = 0] = middle.map(({ figure }) => figure);
  const sum: Figure = {
    ...{ name: 'side by side beside the sum of both', figure: both / (zab + raft) },
    ...{ unit: 'times the cost', better: 'less' },
  };
  return { figures: [...middle, sum], calibration: calibrate() };
}

function print({ figures, calibration }: Measured): void {
  for (const { name, figure, unit } of figures) {
    const shown = figure >= 100 ? Math.round(figure) : Number(figure.toPrecision(3));
    console.log(`${name}: ${shown} ${unit} (calibration ${calibration.toFixed(1)} Mobj/s)`);
  }
}

const [flag, only] = process.argv.slice(2);
if (flag === '--beside' && only !== undefined) {
  print({ figures: besideRaft(only), calibration: calibrate() });
} else if (flag === '--only' && only !== undefined && Object.hasOwn(ALL, only)) {
  process.stdout.write(JSON.stringify(measureHere(only as keyof typeof ALL)));
} else if (flag === '--sides' && only === undefined) {
  print(measureByTurns());
} else if (flag === '--live' && only === undefined) {
  print({ figures: await liveFigures(join(home, 'dist')), calibration: calibrate() });
} else if (flag !== undefined) {
  console.error('usage: npm run bench [-- --beside RAFT_JS/base.js | --live | --sides]');
  process.exitCode = 2;
} else {
  for (const name of Object.keys(MEASURES)) print(measureApart(name));
  print(measureByTurns());
  console.error(
    'with a clone of github.com/kanaka/raft.js, which no registry has, both are measured',
  );
  console.error('by turns: npm run bench -- --beside RAFT_JS/base.js');
  const dist = join(home, 'dist');
  print({ figures: scriptBytes(dist), calibration: calibrate() });
  if (existsSync(join(dist, 'index.html'))) {
    print({ figures: await firstLoadFigures(dist), calibration: calibrate() });
    print({ figures: await pageSpeedFigures(dist), calibration: calibrate() });
    print({ figures: await lessonFigures(dist), calibration: calibrate() });
    print({ figures: await roomFigures(dist), calibration: calibrate() });
    print({ figures: await liveFigures(dist), calibration: calibrate() });
  } else {
    console.error('the page is not built: npm run build, and its figures are measured, too');
  }
}
