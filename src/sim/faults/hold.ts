import type { ServerId } from '../../model/index.ts';
import type { MessageRow, Protocol } from '../../replica/index.ts';
import type { HoldRule, World } from '../world.ts';
import { othersOf, pair } from './aim.ts';
import type { Deed, Fault } from './fault.ts';
import { known } from './links.ts';
import { type ReleaseCommand, release } from './release.ts';

export interface HoldCommand extends HoldRule {
  readonly type: 'hold';
}

/** The messages that menus offer, those of the latest phase first. */
function holdable({ protocol }: World): readonly string[] {
  return typesOf(protocol, ({ holdable: is }) => (is ? 1 : 0)).reverse();
}

function typesOf({ messages }: Protocol, times: (row: MessageRow) => number): string[] {
  return Object.entries(messages).flatMap(([type, row]) => Array<string>(times(row)).fill(type));
}

type HoldDeed = Deed<'hold' | 'hold.to' | 'hold.this' | 'hold.key', HoldCommand>;

function to(message: string, from: ServerId, to: ServerId): HoldDeed {
  const stream = { message, from, to };
  return { text: 'hold.to', facts: stream, command: { type: 'hold', ...stream } };
}

const mend = (command: HoldCommand): readonly ReleaseCommand[] => [{ ...command, type: 'release' }];

/** The stream stops at the next message of this type; all behind it waits, too. */
export const hold: Fault<HoldCommand, 'to' | 'this' | 'key'> = {
  usage: 'hold PROPOSAL 3 -> 1',
  read: (line) => ({ type: 'hold', ...line.stream() }),
  print: ({ message, from, to }) => [message, from, '->', to],
  act(d, { message, from, to }) {
    if (!known(d, from, to)) return;
    release.act(d, { type: 'release', message, from, to });
    d.holds = [...d.holds, { message, from, to }];
  },
  mend,
  offers(target, world) {
    if (target.type === 'server') {
      const { sid } = target;
      const others = othersOf(world, sid);
      const why = others.length === 0 ? 'noConnection' : null;
      const page = holdable(world).map((message): HoldDeed => {
        const both = (other: ServerId) => [to(message, sid, other), to(message, other, sid)];
        return { text: 'hold.this', facts: { message }, page: others.flatMap(both) };
      });
      return [{ text: 'hold', page, why }];
    }
    if (target.type === 'link') {
      const { a, b } = target;
      return [{ text: 'hold', page: holdable(world).flatMap((m) => [to(m, a, b), to(m, b, a)]) }];
    }
    if (target.type !== 'message' || target.waits === 0) return [];
    const { from, to: end, message } = target;
    if (typeof from !== 'number' || typeof end !== 'number') return [];
    const stream = { message: message, from, to: end };
    return [{ text: 'hold.this', facts: { message }, command: { type: 'hold', ...stream } }];
  },
  key: {
    press: 'h',
    text: 'hold.key',
    /** The leader’s next PROPOSAL to somebody. */
    aim({ subject, leader }, world) {
      const from = leader ?? subject;
      const [first] = othersOf(world, from);
      if (first === undefined) return null;
      return { type: 'hold', message: 'PROPOSAL', from, to: first };
    },
  },
  mischief: [
    {
      gentle: 1,
      chaos: 3,
      cause(dice, world) {
        const ends = pair(dice, world);
        if (ends === null) return null;
        const [from, to] = ends;
        const turning = typesOf(world.protocol, (row) => row.turning);
        const command: HoldCommand = { type: 'hold', message: dice.pick(turning), from, to };
        return { commands: [command], mends: mend(command) };
      },
    },
  ],
};
