import type { Micros } from '../../model/index.ts';
import type { Endpoint } from '../../sim/index.ts';
import type { Box, Point } from './geometry.ts';
import { linkEnds, tokenPlaces } from './layout.ts';
import { progressOf, type TokenShape } from './messages.ts';

/** A message and where it is. */
export interface PlacedToken {
  readonly token: TokenShape;
  /** How many more come right behind it and are not drawn. */
  readonly behind: number;
  readonly at: Point;
  /** Its direction in degrees, 0 being to the right. */
  readonly heading: number;
}

/** So many of a crowd are drawn one by one. */
const DRAWN = 3;

/** Where the messages are at `now`; those whose ends are not on the stage are left out. */
export function placedTokens(
  tokens: readonly TokenShape[],
  boxesOf: (from: Endpoint, to: Endpoint) => readonly [Box, Box] | null,
  now: Micros,
): readonly PlacedToken[] {
  const streams = new Map<string, TokenShape[]>();
  for (const token of tokens) {
    const key = `${token.from}>${token.to}`;
    const stream = streams.get(key);
    if (stream) stream.push(token);
    else streams.set(key, [token]);
  }
  const placed: PlacedToken[] = [];
  for (const stream of streams.values()) {
    const [first] = stream;
    const boxes = first ? boxesOf(first.from, first.to) : null;
    if (boxes === null) continue;
    const [from, to] = boxes;
    const all = stream
      .map((token) => ({ token, share: progressOf(token, now) }))
      .sort((a, b) => b.share - a.share || a.token.id - b.token.id);
    const crowd = all.length > DRAWN + 1 ? all.length - DRAWN : 0;
    const moving = crowd > 0 ? all.slice(0, DRAWN) : all;
    const [start, end] = linkEnds(from, to);
    const heading = (Math.atan2(end.y - start.y, end.x - start.x) * 180) / Math.PI;
    const places = tokenPlaces(
      from,
      to,
      moving.map(({ share }) => share),
    );
    moving.forEach(({ token }, i) => {
      const behind = i === moving.length - 1 ? crowd : 0;
      placed.push({ token, behind, at: places[i] as Point, heading });
    });
  }
  return placed.sort((a, b) => a.token.id - b.token.id);
}
