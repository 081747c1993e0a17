import { expect, test } from 'vitest';
import { isKey, LANGUAGES, placeholders, template } from '../../../src/i18n/index.ts';
import { explain } from '../../../src/script/index.ts';
import { MESSAGES } from '../../../src/sim/index.ts';

/** Rules by id and the facts that come with them. */
const RULES = `
looking.start round
vote.initial leader zxid peerEpoch
vote.better leader zxid peerEpoch from oldLeader
vote.better.epoch leader zxid peerEpoch from oldLeader
vote.better.zxid leader zxid peerEpoch from oldLeader
vote.better.sid leader zxid peerEpoch from oldLeader
vote.newerRound round from
vote.olderRound round own from
vote.notVoter from
elected.quorum leader zxid peerEpoch supporters of waitMs
elected.joined leader supporters round
settle.flush
leader.lost leader
leader.silent leader ms
leader.refusedOlderEpoch epoch accepted
leader.unreachable leader attempts
quorum.lost synced needed
quorum.timeout phase waitMs have needed
counter.rollover epoch
epoch.decided epoch highest reported
epoch.accepted epoch before
epoch.adoptedLeader epoch acks
epoch.adoptedLearner epoch
epoch.ackRefused learner theirEpoch theirZxid ownEpoch ownZxid
sync.same learner peer
sync.trunc learner peer max
sync.diffMemory learner peer min max count
sync.diffDisk learner peer min count
sync.snapCrossEpoch learner peer
sync.snapNoLog learner peer min
sync.snapOther learner peer last
sync.truncHole learner peer to
trunc.cut zxid leader removed
newleader.saving what
newleader.acked epoch
established.quorum acks of epoch lastZxid
uptodate leader
commit.quorum zxid on of needed
commit.order zxid before
message.notAccepted state type
message.stale type
follower.behind learner ms
exit.commitMismatch zxid expected
exit.cannotTruncate zxid
disk.refusesStart accepted current last
disk.tooLong zxid
disk.unreadable zxid
sync.tooLong zxid from
sync.unreadable zxid from
session.expiredBy timeoutMs
session.closedBy client
client.seenNewer client seen last
client.silent ms
lock.begin path
lock.waits own before
lock.granted own token
lock.again own
lock.released own
lock.lost own
lock.unsure own
lock.found own
lock.failed path code
leader-election.begin path
leader-election.waits own before
leader-election.granted own token
leader-election.again own
leader-election.released own
leader-election.lost own
leader-election.unsure own
leader-election.found own
leader-election.failed path code
snapshot.due after
refused.serverDown server
refused.serverUp server
refused.frozen server
refused.notFrozen server
refused.unknownServer server
refused.unknownClient client
refused.clientExists client
refused.noConnection a b
refused.mustBeDown server
refused.noServers
refused.unknownRecipe recipe
refused.noRecipe client
refused.clientFrozen client
`;

const rows = RULES.trim()
  .split('\n')
  .map((row) => row.split(' ') as [string, ...string[]]);

test.each(rows)('rule %s has a sentence in every language, of its facts', (rule, ...facts) => {
  const key = `rules.${rule}`;
  if (!isKey(key)) throw new Error(`no text for ${key}`);
  for (const language of LANGUAGES) {
    const used = placeholders(template(language, key));
    expect(used.filter((fact) => !facts.includes(fact))).toEqual([]);
  }
});

test('every message type has a rule for being sent and one for being received', () => {
  const types = [...Object.keys(MESSAGES), 'CONNECT', 'CONNECTED', 'CALL', 'REPLY', 'EVENT'];
  for (const type of types) {
    for (const way of ['sent', 'received']) expect(isKey(`messages.${way}.${type}`)).toBe(true);
  }
});

const zxid = { epoch: 1, counter: 4 };

test('facts are written as people read them', () => {
  const facts = { zxid, on: [1, 3], of: 5, needed: 3 };
  const because = { rule: 'commit.quorum', facts };
  expect(explain(because, 'en')).toContain('1·4 is on the disks of servers 1, 3: 3 of 5 voters');
  expect(explain(because, 'zh')).toContain('1·4 已在服务器 1、3 的磁盘上');
});

test('what decided a vote chooses the sentence', () => {
  const facts = { leader: 3, zxid, peerEpoch: 1, from: 3, oldLeader: 1, by: 'sid' };
  expect(explain({ rule: 'vote.better', facts }, 'en')).toContain('the greater number decides');
  const other = { rule: 'vote.better', facts: { ...facts, by: 'luck' } };
  expect(explain(other, 'en')).toContain('beats the one for server 1');
});

test('words of ours are said in the person’s language', () => {
  const facts = { phase: 'DISCOVERY', waitMs: 20000, have: [3], needed: 2 };
  expect(explain({ rule: 'quorum.timeout', facts }, 'en')).toContain('In discovery, 20000 ms');
  expect(explain({ rule: 'quorum.timeout', facts }, 'zh')).toContain('在发现阶段，20000 毫秒');
});

test('milliseconds are whole', () => {
  const because = { rule: 'leader.silent', facts: { leader: 3, ms: 4000.4 } };
  expect(explain(because, 'en')).toContain('for 4000 ms');
});

test('nothing is said as “none”', () => {
  const because = { rule: 'lock.released', facts: { own: null } };
  expect(explain(because, 'en')).toContain('deleting none');
});

test('a rule without a text is shown as it is', () => {
  const because = { rule: 'brand.new', facts: { zxid, servers: [1, 2] } };
  expect(explain(because, 'en')).toBe('brand.new (zxid: 1·4, servers: 1, 2)');
  expect(explain({ rule: 'brand.new', facts: {} }, 'zh')).toBe('brand.new');
});
