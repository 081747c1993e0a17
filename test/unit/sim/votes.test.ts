import { describe, expect, it } from 'vitest';
import { isParseError, parseScriptLine } from '../../../src/script/index.ts';
import { deedsFor, entries, flatDeeds, perform } from '../../../src/sim/index.ts';
import { type Cluster, cluster } from '../../support/cluster.ts';

/** The leader is gone, and 1 and 2 say their votes to each other, over the connection they have. */
const voting = (): Cluster => {
  const c = cluster().up().do('crash 3').run(0);
  for (let i = 0; i < 40 && flying(c, 2, 1).length === 0; i++) c.run(0.1);
  return c.forgetEvents();
};

/** The numbers of the votes on their way. */
function flying(c: Cluster, from: number, to: number): number[] {
  return entries(c.world.agenda).flatMap(({ item }) =>
    item.type === 'flight' &&
    item.message.type === 'NOTIFICATION' &&
    item.from === from &&
    item.to === to
      ? [item.id]
      : [],
  );
}

const read = (c: Cluster, from: number, to: number): number[] =>
  c
    .of('messageDelivered')
    .filter((e) => e.message.type === 'NOTIFICATION' && e.from === from && e.to === to)
    .map(({ id }) => id);

/** Why a line is refused. */
function refusalOf(c: Cluster, line: string): string | undefined {
  const parsed = parseScriptLine(line);
  if (isParseError(parsed) || parsed.type !== 'command') throw new Error(line);
  const [first] = perform(c.world, parsed.command).events;
  return first?.type === 'refused' ? first.because.rule : undefined;
}

/** What is offered on the link between 1 and 2, of dropping and repeating. */
const offered = (c: Cluster) =>
  flatDeeds(deedsFor({ type: 'link', a: 1, b: 2 }, c.world)).flatMap(({ text, facts }) =>
    text === 'drop' || text === 'duplicate' ? [[text, facts]] : [],
  );

describe('a vote on its way', () => {
  it('may be lost: the others say theirs anew, and all agree in the end', () => {
    const c = voting();
    const [id] = flying(c, 2, 1);
    c.do('drop NOTIFICATION 2 -> 1').run(3);
    expect(c.of('messageDropped')).toMatchObject([{ id, from: 2, to: 1, class: 'VOTE' }]);
    expect(read(c, 2, 1)).not.toContain(id);
    c.run(5000);
    expect(c.leader).toBe(2);
  });

  it('may come twice, and counts once', () => {
    const c = voting();
    const before = flying(c, 2, 1);
    c.do('duplicate NOTIFICATION 2 -> 1').run(0);
    const [copy] = c.of('messageDuplicated').map(({ id }) => id);
    c.run(3);
    expect(read(c, 2, 1).slice(0, 2)).toEqual([before[0], copy]);
    c.run(5000);
    expect(c.leader).toBe(2);
  });

  it('is lost out of a stream that stands still, and the stream goes on', () => {
    const c = cluster().up().do('crash 3', 'hold NOTIFICATION 2 -> 1').run(5);
    const held = c.of('messageHeld').map(({ id }) => id);
    expect(held).toHaveLength(1);
    c.do('drop NOTIFICATION 2 -> 1').do('release NOTIFICATION 2 -> 1').run(1500);
    expect(read(c, 2, 1)).not.toContain(held[0]);
    expect(c.leader).toBe(2);
  });

  it('is held twice when it is repeated while it is held', () => {
    const c = cluster().up().do('crash 3', 'hold NOTIFICATION 2 -> 1').run(5);
    c.do('duplicate NOTIFICATION 2 -> 1').run(5);
    const [copy] = c.of('messageDuplicated').map(({ id }) => id);
    const [held] = c.of('messageHeld').map(({ id }) => id);
    c.forgetEvents().do('release NOTIFICATION 2 -> 1').run(3);
    expect(read(c, 2, 1).slice(0, 2)).toEqual([held, copy]);
  });
});

describe('it is offered', () => {
  it('on the link, for the first vote of each direction', () => {
    const facts = { message: 'NOTIFICATION', from: 2, to: 1 };
    const c = voting();
    expect(offered(c)).toContainEqual(['drop', facts]);
    expect(offered(c)).toContainEqual(['duplicate', facts]);
    expect(offered(cluster().up())).toEqual([]);
  });

  it('on the message itself', () => {
    const c = voting();
    const [id = 0] = flying(c, 2, 1);
    const ends = { from: 2, to: 1, message: 'NOTIFICATION', waits: null } as const;
    const texts = (one: number) =>
      deedsFor({ type: 'message', id: one, ...ends }, c.world).map(({ text }) => text);
    expect(texts(id)).toEqual(expect.arrayContaining(['drop', 'duplicate']));
    expect(texts(id + 1000)).not.toContain('drop');
  });
});

it.each([
  ['drop NOTIFICATION 1 -> 2', 'refused.notOnItsWay'],
  ['duplicate NOTIFICATION 1 -> 2', 'refused.notOnItsWay'],
  ['drop PROPOSAL 3 -> 1', 'refused.inStream'],
  ['duplicate PING 3 -> 1', 'refused.inStream'],
  ['drop NOTIFICATION 9 -> 1', 'refused.unknownServer'],
])('%s is refused where nothing is under way: %s', (line, rule) => {
  expect(refusalOf(cluster().up(), line)).toBe(rule);
});
