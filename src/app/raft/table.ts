import type { Key, Translate } from '../../i18n/index.ts';
import { zxidShort } from '../../model/index.ts';
import type { Fate, Tally, ToldLine } from '../../pair/index.ts';
import { delayText } from '../../views/index.ts';

/** A line of the table: what is compared, and how it is on each side. */
export interface Row {
  readonly id: string;
  readonly head: string;
  readonly cells: readonly [zab: string, raft: string];
}

function leadersText({ leaders, isLed }: Tally, t: Translate): string {
  const said = leaders.map(({ server, term, since }) =>
    t('pair.table.leader', {
      server,
      term,
      after: since === null ? '' : delayText(since.after),
      line: since?.text ?? '',
    }),
  );
  if (!isLed) said.push(t('pair.table.noLeader'));
  return said.length === 0 ? t('pair.table.sameLeader') : said.join(' ');
}

const FATES: readonly Fate['fate'][] = ['committed', 'open', 'gone'];

/** Entries by what became of them; those that are not committed are named. */
function entriesText({ entries }: Tally, t: Translate): string {
  const said = FATES.flatMap((fate) => {
    const all = entries.filter((one) => one.fate === fate);
    if (all.length === 0) return [];
    const names = all.map(({ id }) => zxidShort(id)).join(', ');
    return [t(`pair.table.${fate}` as Key, { n: all.length, names })];
  });
  return said.length === 0 ? '–' : said.join('; ');
}

function toldText(told: ToldLine | undefined, t: Translate): string {
  if (told === undefined) return t('pair.table.notAsked');
  if (told.answer === null) return t('pair.table.waits');
  const { answer, after, by, read } = told;
  const who = read === null ? '' : t(`pair.read.${read}`, { server: by ?? '' });
  const nobody = by === null && GIVEN_UP.has(answer) ? t('pair.read.nobody') : '';
  // What a tool prints has lines of its own.
  const said = answer.trim().replaceAll('\n', ' ↵ ');
  return [said, delayText(after ?? 0), who, nobody].filter((part) => part !== '').join(' · ');
}

/** What a client's library says by itself, when no server has said anything. */
const GIVEN_UP: ReadonlySet<string> = new Set([
  ...['CONNECTIONLOSS', 'transport is closing', 'context deadline exceeded'],
]);

/** Both columns of the table. */
export function rowsOf(tallies: readonly [Tally, Tally], t: Translate): readonly Row[] {
  const row = (id: string, textOf: (tally: Tally) => string): Row => ({
    ...{ id, head: t(`pair.table.${id}` as Key) },
    cells: [textOf(tallies[0]), textOf(tallies[1])],
  });
  const rows = [
    row('newLeader', (tally) => leadersText(tally, t)),
    row('leaderless', ({ leaderless }) => (leaderless === 0 ? '–' : delayText(leaderless))),
    row('entries', (tally) => entriesText(tally, t)),
    row('messages', ({ messages, beats }) => t('pair.table.messagesAnd', { messages, beats })),
    row('fsyncs', ({ fsyncs }) => `${fsyncs}`),
  ];
  if (tallies.some(({ exits }) => exits.length > 0)) {
    rows.push(row('exits', ({ exits }) => (exits.length === 0 ? '–' : exits.join(', '))));
  }
  if (tallies.some(({ broken }) => broken.length > 0)) {
    rows.push(row('broken', ({ broken }) => (broken.length === 0 ? '–' : broken.join(', '))));
  }
  return rows;
}

const atOf = (on: readonly (ToldLine | undefined)[]): number => (on[0] ?? on[1])?.at ?? 0;

/** What clients asked for, line by line, and what each side told them. */
export function askedOf([zab, raft]: readonly [Tally, Tally], t: Translate): readonly Row[] {
  const pairs = new Map<string, { head: string; on: (ToldLine | undefined)[] }>();
  for (const [i, tally] of [zab, raft].entries()) {
    const seen = new Map<string, number>();
    for (const told of tally.told) {
      const name = `${told.at} ${told.client} ${told.line}`;
      const n = seen.get(name) ?? 0;
      seen.set(name, n + 1);
      const id = `${name} ${n}`;
      const row = pairs.get(id) ?? { head: `${told.client}: ${told.line}`, on: [] };
      row.on[i] = told;
      pairs.set(id, row);
    }
  }
  return [...pairs]
    .sort(([, a], [, b]) => atOf(a.on) - atOf(b.on))
    .map(([id, { head, on }]) => ({
      ...{ id, head },
      cells: [toldText(on[0], t), toldText(on[1], t)],
    }));
}
