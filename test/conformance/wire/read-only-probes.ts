import { passwordOf } from '../../../src/jute/index.ts';
import { greeting, int, long, OPEN, request, SAME, sized, text } from './bytes.ts';
import type { Probe, Stage } from './probe.ts';

/* What a server without a quorum says, and what local sessions are told. */

/** What clients may ask, with what it is about. */
const REQUESTS: readonly (readonly [name: string, opcode: number, body: string])[] = [
  ['create', 1, text('/b') + int(-1) + OPEN + int(0)],
  ['delete', 2, text('/a') + int(-1)],
  ['exists', 3, `${text('/nope')}01`],
  ['getData', 4, `${text('/zookeeper')}00`],
  ['setData', 5, text('/a') + text('y') + int(-1)],
  ['getACL', 6, text('/zookeeper')],
  ['setACL', 7, text('/a') + OPEN + int(-1)],
  ['getChildren', 8, `${text('/zookeeper')}00`],
  ['sync', 9, text('/a')],
  ['ping', 11, ''],
  ['getChildren2', 12, `${text('/zookeeper')}00`],
  ['check', 13, text('/a') + int(0)],
  ['multi', 14, `${int(-1)}01${int(-1)}`],
  ['create2', 15, text('/b') + int(-1) + OPEN + int(0)],
  ['reconfig', 16, text(null) + text(null) + text(null) + long(-1)],
  ['checkWatches', 17, text('/a') + int(3)],
  ['removeWatches', 18, text('/a') + int(3)],
  ['createContainer', 19, text('/b') + int(-1) + OPEN + int(4)],
  ['deleteContainer', 20, text('/a')],
  ['createTTL', 21, text('/b') + int(-1) + OPEN + int(5) + long(1000)],
  ['multiRead', 22, `${int(8)}00${int(-1)}${text('/zookeeper')}00${int(-1)}01${int(-1)}`],
  ['auth', 100, int(0) + text('digest') + text('u:p')],
  ['setWatches', 101, long(0) + int(0) + int(0) + int(0)],
  ['sasl', 102, text('x')],
  ['getEphemerals', 103, text('/')],
  ['getAllChildrenNumber', 104, text('/zookeeper')],
  ['setWatches2', 105, long(0) + int(0).repeat(5)],
  ['addWatch', 106, text('/w') + int(0)],
  ['whoAmI', 107, ''],
  ['closeSession', -11, ''],
  ['an opcode that nobody knows', 99, ''],
  ['an unreadable create', 1, '00'],
  ['an unreadable getData', 4, '00'],
];

const READER = { readOnly: 1 } as const;
/** A session that there never was, with the password that it would have. */
const UNKNOWN = {
  session: long(78),
  password: sized(Buffer.from(passwordOf('0x4e'), 'latin1').toString('hex')),
};
const other = greeting({ ...READER, session: '<session>' });
const PING = request(11, '', -2);

function greetings(stage: Stage): readonly Probe[] {
  const probe = (name: string, say: string, rest: Partial<Probe> = {}): Probe => {
    return { name: `${stage}: ${name}`, stage, say: [say], ...rest };
  };
  return [
    probe('a client that writes', greeting()),
    probe('an old client', greeting({ readOnly: null })),
    probe('a reader', greeting(READER)),
    probe('a reader that has seen more', greeting({ ...READER, seen: 1n << 60n })),
    probe('a reader with a session that there is not', greeting({ ...READER, session: long(77) })),
    probe('a reader with one of the ensemble', greeting({ ...READER, ...SAME }), {
      before: 'quorum',
    }),
    probe('a session of the ensemble, and another password', other, { before: 'quorum' }),
    probe('a session that nobody knows, and its password', greeting({ ...READER, ...UNKNOWN })),
    probe('isro', Buffer.from('isro').toString('hex')),
  ];
}

/** A session that goes on, or cannot. */
function returns(stage: Stage): readonly Probe[] {
  return (['gone', 'held', 'closed'] as const).map((before) => ({
    name: `${stage}: a session whose client is ${before}`,
    stage,
    before,
    say: [greeting({ ...READER, ...SAME }), PING],
  }));
}

export const READ_ONLY_PROBES: readonly Probe[] = [
  ...greetings('readOnly'),
  ...greetings('readOnlyAlone'),
  ...returns('readOnly'),
  ...returns('local'),
  ...REQUESTS.map(([name, opcode, body]): Probe => {
    // What a server says to a ping behind the end of the session is a race.
    const ping = name === 'closeSession' ? '' : PING;
    const say = [greeting(READER), request(opcode, body) + ping];
    return { name: `readOnly: ${name}`, stage: 'readOnly', say };
  }),
  ...(['an ephemeral', 'in a multi', 'one with a number'] as const).map((name): Probe => {
    const flags = name === 'one with a number' ? 3 : 1;
    const create = text('/local-e') + int(-1) + OPEN + int(flags);
    const multi = `${int(1)}00${int(-1)}${create}${int(-1)}01${int(-1)}`;
    const asked = name === 'in a multi' ? request(14, multi) : request(1, create);
    return {
      name: `local: an ephemeral (${name})`,
      stage: 'local',
      say: [greeting(), asked + PING],
    };
  }),
  {
    name: 'local: what stays, and the end of the session',
    stage: 'local',
    say: [greeting(), request(1, text('/local-p') + int(-1) + OPEN + int(0)) + request(-11, '', 2)],
  },
];
