/** What a zoo.cfg says is so in the run that it makes: clients and four-letter words see it. */
import { expect, test } from 'vitest';
import { getKey, itemAt } from '../../../src/lib/index.ts';
import { fourLetterWord } from '../../../src/script/index.ts';
import { beginWith, isMistake, openingOf, SIM, worldAt } from '../../../src/timeline/index.ts';
import { playLines } from '../../../src/tutor/index.ts';

/** What `super:secret` becomes (DigestAuthenticationProvider.generateDigest). */
const SUPER = 'super:lK75jTNcA+U9vtVEw5vB51mj/w4=';

function ran(zooCfg: string, lines: readonly string[]) {
  const opening = openingOf({
    zooCfg: `dataDir=/data\nclientPort=2181\ninitLimit=5\nsyncLimit=2\n${zooCfg}\n`,
    setup: [],
  });
  if (isMistake(opening)) throw new Error(JSON.stringify(opening));
  const played = playLines({ timeline: beginWith(SIM, opening, 1), at: 0 }, lines);
  if ('type' in played) throw new Error(`${played.line}: ${JSON.stringify(played.why)}`);
  return worldAt(played.timeline, played.at);
}

const SERVERS = 'server.1=a:2888:3888\nserver.2=b:2888:3888\nserver.3=c:2888:3888';
const START = ['start 1 2 3', 'run 4000'];

/** The results of a client's requests, in order. */
function answers(world: ReturnType<typeof ran>, name: string): readonly string[] {
  const transcript = getKey(world.clients, name)?.client.transcript;
  const codes: string[] = [];
  for (let i = 0; transcript !== undefined && i < transcript.length; i++) {
    const entry = itemAt(transcript, i);
    if (entry?.type === 'answered') codes.push(entry.reply.code);
  }
  return codes;
}

test('a four-letter word that the whitelist lacks is not executed, and says so', () => {
  const world = ran(`${SERVERS}\n4lw.commands.whitelist=ruok`, START);
  expect(fourLetterWord(world, 1, 'ruok')).toEqual(['imok']);
  expect(fourLetterWord(world, 1, 'conf')).toEqual([
    'conf is not executed because it is not in the whitelist.',
  ]);
});

const LOCKED = [
  ...START,
  'client doctor connect 1',
  'client root connect 2',
  'run 500',
  'doctor: create /chart x digest:doctor:abc:cdrwa',
  'run 500',
  'root: addauth digest super:secret',
  'root: get /chart',
  'run 500',
];

test('whoever logs in as the superDigest of the file may do everything', () => {
  const key = 'DigestAuthenticationProvider.superDigest';
  expect(answers(ran(`${SERVERS}\n${key}=${SUPER}`, LOCKED), 'root').at(-1)).toBe('OK');
  expect(answers(ran(SERVERS, LOCKED), 'root').at(-1)).toBe('NOAUTH');
});

test('a client that connects with a chroot takes that path for its root', () => {
  const world = ran(SERVERS, [
    ...START,
    'client admin connect 1',
    'run 500',
    'admin: create /app ""',
    'run 500',
    'client guest connect 2 /app timeout 8000',
    'run 500',
    'guest: create /own mine',
    'run 500',
    'admin: get /app/own',
    'guest: get /own',
    'run 500',
  ]);
  expect(answers(world, 'admin').at(-1)).toBe('OK');
  expect(answers(world, 'guest')).toEqual(['OK', 'OK']);
});
