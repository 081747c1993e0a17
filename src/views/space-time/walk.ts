import type { Endpoint } from '../../sim/index.ts';
import type { Alteration } from '../../timeline/index.ts';
import type { SpaceTime } from './model.ts';

interface Stop {
  readonly n: number;
  readonly end: Endpoint;
  readonly at: number;
}

/** What keys stop at, in order: events on the lines, and what became of messages. */
function stopsOf(model: SpaceTime): readonly Stop[] {
  const stops: Stop[] = model.dots.map(({ n, end, when }) => ({ n, end, at: when.at }));
  for (const { ns, to, from, sent, ended } of model.arrows) {
    const [first, last] = [ns[0], ns.at(-1)];
    if (sent !== null && first !== undefined) stops.push({ n: first, end: from, at: sent.at });
    if (last !== undefined && last !== first) stops.push({ n: last, end: to, at: ended.at });
  }
  for (const { end, ns, to } of model.writes) {
    stops.push({ n: ns.at(-1) as number, end, at: to.at });
  }
  return stops.sort((a, b) => a.n - b.n);
}

/** The stop nearest to a time on a line. */
function nearest(stops: readonly Stop[], end: Endpoint, at: number): number | null {
  let best: Stop | null = null;
  for (const stop of stops) {
    if (stop.end !== end) continue;
    if (best === null || Math.abs(stop.at - at) < Math.abs(best.at - at)) best = stop;
  }
  return best?.n ?? null;
}

/**
 * Where an arrow key leads from the chosen event: to the one before or after it, or to the nearest
 * on another line. With none chosen, to the last one before `now`. Null: nowhere.
 */
export function nextEvent(
  model: SpaceTime,
  key: string,
  chosen: number | null,
  now: number,
): number | null {
  if (!key.startsWith('Arrow')) return null;
  const stops = stopsOf(model);
  const index = stops.findIndex(({ n }) => n === chosen);
  const here = stops[index];
  if (here === undefined) {
    return stops.filter(({ at }) => at <= now).at(-1)?.n ?? stops[0]?.n ?? null;
  }
  if (key === 'ArrowRight') return stops[index + 1]?.n ?? null;
  if (key === 'ArrowLeft') return stops[index - 1]?.n ?? null;
  const lanes = model.lanes.map(({ end }) => end);
  const step = key === 'ArrowDown' ? 1 : -1;
  for (let i = lanes.indexOf(here.end) + step; i >= 0 && i < lanes.length; i += step) {
    const found = nearest(stops, lanes[i] as Endpoint, here.at);
    if (found !== null) return found;
  }
  return null;
}

const WAYS: Readonly<Record<string, Alteration | undefined>> = {
  Delete: 'without',
  ',': 'first',
  '.': 'later',
};

/** What a key makes otherwise about the chosen event; undefined: nothing. */
export function wayOf(key: string): Alteration | undefined {
  return Object.hasOwn(WAYS, key) ? WAYS[key] : undefined;
}
