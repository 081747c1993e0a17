import * as v from 'valibot';
import { lastItem } from '../../lib/index.ts';
import { type Micros, MS } from '../../model/index.ts';
import {
  actPair,
  atOf,
  BEGINS,
  beginPair,
  extendPair,
  type Pair,
  RAFT_SETTINGS,
  STORIES,
  STORY_IDS,
  type Story,
  saidUntil,
} from '../../pair/index.ts';
import { isParseError, printTimed, type Sentence, sentence } from '../../script/index.ts';

/** Both runs at a moment, and the story that is told. */
export interface ShownPair {
  readonly pair: Pair;
  readonly at: Micros;
  readonly story: Story | null;
}

/** Later moments are not kept: whoever opens one waits until both runs are worked out again. */
const LATEST_MS = BEGINS / MS + 300_000;
const MOST_LINES = 400;
const MOST_LETTERS = 400;
/** Who leads at the beginning is the greatest number: ZAB elects nobody else. */
const SIZES = [3, 5] as const;
const TIMED = /^@(\d{1,9}(?:\.\d{1,3})?) (\S.*)$/;

const millis = v.pipe(v.number(), v.minValue(BEGINS / MS), v.maxValue(LATEST_MS));
const KeptPair = v.object({
  version: v.literal(1),
  pair: v.object({
    servers: v.picklist(SIZES),
    observers: v.optional(v.literal(1)),
    seed: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1e9)),
    raft: v.optional(v.picklist(RAFT_SETTINGS)),
  }),
  story: v.optional(v.picklist(STORY_IDS)),
  lines: v.pipe(
    v.array(v.pipe(v.string(), v.maxLength(MOST_LETTERS), v.regex(TIMED))),
    v.maxLength(MOST_LINES),
  ),
  untilMs: millis,
});

/** Whether a moment is early enough to be kept. */
export function isKeepable({ at }: ShownPair): boolean {
  return at <= LATEST_MS * MS;
}

/** Both runs up to a moment as text: what they began with, and what both were given by then. */
export function printPair({ pair, at, story }: ShownPair): string {
  const { servers, observers, seed, raft } = pair.setting;
  const more = observers === undefined ? {} : { observers };
  const lines = saidUntil(pair, at);
  return JSON.stringify({
    version: 1,
    pair: { servers, ...more, seed, ...(raft === undefined ? {} : { raft }) },
    ...(story === null ? {} : { story: story.id }),
    lines: lines.map((line) => printTimed(line.at, line.text)),
    untilMs: Math.floor(at) / MS,
  });
}

/** A kept text, worked out again up to its moment; or a sentence about why it is none. */
export function readPair(text: string): ShownPair | Sentence {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return sentence('pair.kept.none', {});
  }
  const { version = 1 } = Object(value) as { version?: unknown };
  if (typeof version === 'number' && version !== 1) {
    return sentence('pair.kept.version', { version });
  }
  const parsed = v.safeParse(KeptPair, value);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const where = (issue.path ?? []).map(({ key }) => String(key)).join('.');
    return where === '' ? sentence('pair.kept.none', {}) : sentence('pair.kept.part', { where });
  }
  const { pair: begun, lines, untilMs, story } = parsed.output;
  const { raft, observers, ...setting } = begun;
  let pair = beginPair({
    ...{ ...setting, lead: setting.servers },
    ...(observers === undefined ? {} : { observers }),
    ...(raft === undefined ? {} : { raft }),
  });
  for (const [i, line] of lines.entries()) {
    const [, ms = '', said = ''] = TIMED.exec(line) ?? [];
    const at = Math.round(Number(ms) * MS);
    const isInOrder = at >= (lastItem(pair.said)?.at ?? BEGINS) && at <= untilMs * MS;
    const acted = isInOrder ? actPair(pair, at, said) : null;
    if (acted === null || isParseError(acted) || acted.pair.said === pair.said) {
      return sentence('pair.kept.line', { n: i + 1 });
    }
    pair = acted.pair;
  }
  const at = Math.floor(untilMs * MS);
  return { pair: extendPair(pair, at), at, story: story === undefined ? null : STORIES[story] };
}

/** How many of a story's lines are given; null: what was said is not its own course. */
export function givenOf({ lines }: Story, { pair, at }: ShownPair): number | null {
  const due = lines.filter(([ms]) => atOf(ms) <= at);
  const said = saidUntil(pair);
  const isOwn =
    said.length === due.length &&
    due.every(([ms, text], i) => said[i]?.text === text && said[i]?.at === atOf(ms));
  return isOwn ? due.length : null;
}
