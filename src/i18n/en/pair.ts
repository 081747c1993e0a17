/** The page that has ZAB and Raft beside each other; it comes with that page. */
export const pair = {
  'foreign.message':
    '{word} is a message that only the other protocol has; the word that both know is {neutral}.',
  'foreign.ask': '{word} is zkCli’s; the words that both know: {neutral}.',
  'unmodelled.zab': '{what}: ZooKeeper has no counterpart. Nothing happens here.',
  'unmodelled.raft': '{what}: not modelled on this side. Nothing happens here.',
  none: '{word}: etcd’s keys have no counterpart of that, and nothing happens here; the words that both know: put, get, del.',
  'none.ephemeral':
    'create -e: no counterpart. A key of etcd’s has no owner; it may hang on a lease (lease grant), whoever keeps that alive. The words that both know: put, lock.',
  'none.sequential':
    'create -s: no counterpart. etcd numbers no keys; each has the revision that created it. The words that both know: put, lock.',
  'none.watch':
    '{word}: no word means both. etcd’s own is watch KEY: it goes on, brings values, and can begin at an old revision. Nothing happens here.',
  'ctl.lease':
    'lease: no counterpart. What ends with its client hangs on a session in ZooKeeper (create -e). The word that both know: lock.',
  'ctl.watch':
    'watch: no word means both. ZooKeeper’s own is get -w: it fires once and brings no value. Nothing happens here.',
  'ctl.txn':
    'txn: no counterpart in zkCli; what comes near, a multi, only a library has. Nothing happens here.',
  'ctl.form':
    '{word}: said so, it is etcdctl’s. What both know: put KEY VALUE, get KEY, get KEY --local, del KEY, lock NAME, elect NAME, unlock.',
  recipe:
    '{word}: a recipe of ZooKeeper’s clients, and etcd’s have two, said in words that both know: a: lock NAME, a: elect NAME, a: unlock. Nothing happens here.',
  'observer.zab':
    '{word}: who is an observer is said by zoo.cfg, when the run begins: choose “With an observer, and a learner”. Nothing happens here.',
  'observer.raft':
    '{word}: etcd’s counterpart is a learner, without a vote until it is promoted. Changes of membership are not modelled: choose “With an observer, and a learner”. Nothing happens here.',
  'lead.zab':
    'lead: ZooKeeper has no counterpart. Who leads is an election’s to say; nothing happens here.',
  'lead.raft': 'lead: nobody leads, so nobody can hand over. Nothing happens here.',
  rides:
    '{word}: no message of this side does only that; how far commits go rides on ENTRY and BEAT.',
  drive: 'Here “run 2500” and “run until leader” let time pass; the buttons do the rest.',
  never: '{sides}: that does not come about within a minute. Nothing happens.',
  title: 'The same disaster, twice: ZAB beside Raft',
  back: 'Back to the stage',
  language: 'Language',
  theme: 'Colours',
  stories: 'Paired scenarios',
  variations: 'Variations of this story',
  'table.broken': 'Broken invariants',
  'side.zab': 'ZAB',
  'invariants.ok': '{n} invariants hold, on both sides',
  'bar.about': 'Marks and bands: ZAB’s side',
  'side.raft': 'Raft',
  'side.zab.what': 'ZooKeeper’s servers and clients',
  'side.raft.what': 'etcd 3.4’s members and clients',
  free: 'Free play',
  'free.text':
    'A line goes to both at once: crash 3, start 3, isolate 1, partition 1 2 | 3, heal, freeze 3, disk 3 4000, hold ENTRY 3 -> 1, lead 2, run until leader. Clients of both: client a connect 1, a: put k v, a: get k, a: get k --local, a: del k, a: lock l, a: elect e, a: unlock; etcd’s alone: a: lease grant 5, a: watch k. Menus on either stage say such lines, too.',
  'free.voteless': 'With an observer, and a learner',
  play: 'Play',
  pause: 'Pause',
  'step.on': 'To the next event',
  'step.back': 'To the event before',
  'tempo.auto': 'auto',
  line: 'One line for both',
  give: 'Do it',
  lines: 'What both were given',
  table: 'What came of it on both sides',
  'table.newLeader': 'New leader',
  'table.leader': 'Server {server}, number {term}: {after} after “{line}”.',
  'table.sameLeader': 'as before',
  'table.noLeader': 'nobody yet',
  'table.leaderless': 'Nobody established leads for',
  'table.entries': 'Clients’ entries',
  'table.committed': '{n} committed',
  'table.open': '{names} on some disk, undecided',
  'table.gone': '{names} gone',
  'table.messages': 'Messages between servers',
  'table.messagesAnd': '{messages}, and {beats} signs of life',
  'table.fsyncs': 'fsyncs',
  'table.exits': 'Processes that ended by themselves',
  'table.notAsked': 'not asked',
  'read.local': 'server {server} from what it has (local)',
  'read.linearizable': 'server {server} after a majority’s word (linearizable)',
  'read.event.by': 'Server {server} answered.',
  'read.event.local': 'Server {server} read from what it has (local).',
  'read.event.linearizable': 'A majority’s word came first (linearizable).',
  'read.nobody': 'no server has answered',
  'table.waits': 'waits …',
  limits: 'Every turn of both runs is judged by its protocol’s invariants.',
  share: 'Share',
  log: '{side}: which server has which entry',
  panels: 'What both have come to',
  'panel.table': 'Table',
  'panel.log': 'Logs',
  'panel.deck': 'Failures',
  deck: 'Failures for both',
  'deck.about': 'A digit brings one about, on both sides at once.',
  'deck.undo': 'Take back: {name}',
  'deck.way': 'the way there',
  'deck.prepare': 'Go there',
  'deck.noLeader': 'Raft’s group has no leader just now.',
  'deck.leaders':
    'On the left server {zab} leads, on the right server {raft}: one line cannot hit both. etcd’s leader can be asked to hand over.',
  'deck.watch':
    'No word means both: ZooKeeper’s watches fire once and bring no value, etcd’s go on from a revision.',
  'deck.newLeader':
    'Raft has no counterpart: a new leader brings nobody to its log before it begins, so nothing can be held up there.',
  'deck.commit':
    'Raft has no counterpart: how far commits go rides on ENTRY and BEAT, and no message says only that.',
  'deck.herd': 'etcd has no counterpart: of its two recipes neither wakes everybody.',
  'deck.writeLock': 'etcd has no counterpart: its clients’ lock knows no readers.',
  'deck.load': 'On Raft’s side no flood is modelled.',
  'kept.length': '{n} characters. It leads to this moment, standing still.',
  'kept.late':
    'So late a moment is not kept: whoever opened it would wait too long. Go back before 304 s.',
  'kept.open': 'Open a file …',
  'kept.none': 'This is no moment of two ensembles beside each other.',
  'kept.version':
    'This moment is of version {version}, which this page does not have: reload the page for a newer one.',
  'kept.part': 'This is no moment of two ensembles: “{where}” is wrong.',
  'kept.line': 'Line {n} of what was kept cannot be carried out: nothing of it was opened.',
  right: 'As you expected.',
  wrong: 'Otherwise than you expected: “{guess}”.',
  why: 'Why:',
  'story.away.name': 'The one who was away',
  'story.away.ask': 'Server 1 is cut off for twelve seconds and comes back. Who notices?',
  'story.away.guess.1': 'Nobody, on either side',
  'story.away.guess.2': 'Only Raft’s group: it loses its leader',
  'story.away.guess.3': 'Both lose their leader',
  'story.away.zab':
    '1 is LOOKING all the time and takes no new epoch. When it is back it hears that 3 leads, and joins by a DIFF.',
  'story.away.raft':
    '1 campaigns again and again, and its term grows. Back again, its larger term makes the leader step down: for 1.2 to 2 s nobody leads, and the write that comes meanwhile fails.',
  'story.away.why':
    'A term is a claim that anybody may make alone; an epoch needs a quorum first. (With pre-vote, the default since etcd 3.5, Raft’s group would stay calm.)',
  'story.calm.name': 'With pre-vote',
  'story.calm.ask':
    'Server 1 is cut off and comes back once more; Raft’s members ask before they begin a term (pre-vote, the default since etcd 3.5). Who notices now?',
  'story.calm.guess.1': 'Nobody, on either side',
  'story.calm.guess.2': 'Only Raft’s group: it loses its leader',
  'story.calm.guess.3': 'Both lose their leader',
  'story.calm.zab': 'As before: ZAB has no such setting, and needs none.',
  'story.calm.raft':
    '1 asks again and again whether it would win, hears nobody, and its term stays. Back again it follows 3, and the write is answered at once.',
  'story.calm.why':
    'A member that asks first disturbs nobody: its term grows only when a majority would vote for it, as an epoch does.',
  'story.disk.name': 'The leader’s disk stands still',
  'story.disk.ask': 'Each fsync of leader 3 takes four seconds. How soon is a’s write answered?',
  'story.disk.guess.1': 'After four seconds, on both sides',
  'story.disk.guess.2': 'ZAB: in milliseconds; Raft: after a second or two',
  'story.disk.guess.3': 'In milliseconds, on both sides',
  'story.disk.zab':
    '1 and 2 have it on disk, and two of three are a quorum: committed without the leader’s own disk.',
  'story.disk.raft':
    '1 and 2 have it on disk, but the leader’s loop stands in its fsync: nothing more leaves it, no heartbeat either. 2 becomes the leader, and its empty entry commits the write.',
  'story.disk.why':
    'In etcd the leader’s own fsync is part of every batch, so a stalled disk stops the leader’s clock; in ZAB the leader’s disk is one vote among others.',
  'story.half.name': 'Half told',
  'story.half.ask':
    'Leader 5 has told only server 1 of the last write, and dies. What becomes of that write?',
  'story.half.guess.1': 'It is lost, on both sides',
  'story.half.guess.2': 'It is committed, on both sides',
  'story.half.guess.3': 'ZAB: committed; Raft: chance decides',
  'story.half.zab':
    '1 has the greatest zxid among the four, wins, and brings the others to its log: the tail is committed.',
  'story.half.raft':
    'Here 2, 3 or 4 won with each other’s votes, and the tail is overwritten. With another seed 1 wins, and it is committed.',
  'story.half.why':
    'ZAB elects the best log that it sees; Raft whoever asks first and is recent enough for a majority. Both are right: a was told nothing, so nobody has promised anything.',
  'story.read.name': 'Who may answer a read?',
  'story.read.ask': 'Leader 3 is cut off with client a. What does a’s get k answer?',
  'story.read.guess.1': 'ZAB answers at once; etcd does not',
  'story.read.guess.2': 'Both answer at once',
  'story.read.guess.3': 'Neither answers',
  'story.read.zab':
    'v0 at once, as long as 3 takes itself for the leader: up to syncLimit. After that it serves nobody.',
  'story.read.raft':
    'No answer: 3 finds no majority that still follows it, and the client gives up after 5 s. get --local answers v0 at once, and goes on answering it after b has written “new”.',
  'story.read.why':
    'In ZooKeeper every server reads from what it has; in etcd a read makes sure of the leader by a round of heartbeats, unless one asks for a local one, which may be stale without end.',
  'story.stamp.name': 'Three of five (figure 8)',
  'story.stamp.ask':
    '3 led for a moment and told nobody. Now leader 5 brings its old entry x to 1 and 2, so three of five disks have it, and dies before it says more. 3 comes back without x. What becomes of x?',
  'story.stamp.guess.1': 'It stays on both sides: a majority has it',
  'story.stamp.guess.2': 'ZAB keeps it; Raft erases it',
  'story.stamp.guess.3': 'It is lost on both sides',
  'story.stamp.zab':
    'With x, 1 and 2 acknowledged NEWLEADER: the whole history of 5 is committed, and both adopted epoch 3. 3 is still in epoch 2 and cannot win; 2 leads epoch 4, and x stays.',
  'story.stamp.raft':
    'x is of term 2, and 5 leads term 6: being counted does not commit it, and 5’s own entry reached nobody. 3’s last entry is of term 3, newer than x: it gets the votes of 1 and 2, and they cut x off.',
  'story.stamp.why':
    'ZAB stamps the server when it takes over a history; Raft stamps the entry when it is made. Hence a leader of Raft commits old entries only together with one of its own term.',
  'story.wiped.name': 'Wiped',
  'story.wiped.ask': 'Server 1 comes back with an empty disk. What do the others do with it?',
  'story.wiped.guess.1': 'ZAB takes it in; etcd’s process ends',
  'story.wiped.guess.2': 'Both take it in',
  'story.wiped.guess.3': 'Neither takes it in',
  'story.wiped.zab':
    '3 sends it the whole tree (SNAP), and it serves milliseconds later: what it had promised is forgotten, and nobody notices.',
  'story.wiped.raft':
    'Started as a member of an existing cluster, it hears of commits that its log does not have (“was the log lost?”), and its process ends. (Started the other way, etcd refuses; that is not modelled.)',
  'story.wiped.why':
    'The leader knows how much 1 had acknowledged. ZAB does not hold it to that; Raft’s member finds the contradiction itself.',
  'story.orphan.name': 'A write at an orphan',
  'story.orphan.ask':
    'a writes at server 1 in the instant in which leader 3 dies. When is it told something?',
  'story.orphan.guess.1': 'At once, on both sides',
  'story.orphan.guess.2': 'When there is a new leader, on both sides',
  'story.orphan.guess.3': 'ZAB: at once; etcd: after seven seconds',
  'story.orphan.zab':
    'CONNECTIONLOSS after milliseconds: server 1 leaves its leader and closes its clients’ connections. A new leader is there after 0.3 s.',
  'story.orphan.raft':
    'Server 1 passed the write on to the dead leader, and nobody repeats it. A new leader is there after 1 to 2 s, and still this write fails after 7 s; the next one is fine.',
  'story.orphan.why':
    'A lost connection ends a role in ZAB; in Raft silence is the only detector, and a proposal that was passed on has nobody who answers for it.',
  'story.scanner.name': 'Who keeps the scanner?',
  'story.scanner.ask':
    'Radiology has the scanner, by a session or a lease of ten seconds, and emergency waits. Leader 3 dies, to which radiology is connected. Who is in the scanner after that?',
  'story.scanner.guess.1': 'Radiology, on both sides',
  'story.scanner.guess.2': 'Emergency, on both sides',
  'story.scanner.guess.3': 'ZAB: radiology; etcd: emergency',
  'story.scanner.zab':
    'Radiology’s client finds another server within its session, and the new leader gives every session its whole time anew. Its node stays, and so does its turn.',
  'story.scanner.raft':
    'Radiology’s library dials another member and goes on keeping its lease; the new leader gives every lease its whole time anew. Its key stays.',
  'story.scanner.why':
    'A lock hangs on a session or a lease, not on the server that one is connected to. Both are in the log, and every new leader has them.',
  'story.closed.name': 'It closes in order',
  'story.closed.ask':
    'Radiology’s client is closed in good order while it has the scanner. When is emergency let in?',
  'story.closed.guess.1': 'At once, on both sides',
  'story.closed.guess.2': 'ZAB: at once; etcd: when the lease is over',
  'story.closed.guess.3': 'When ten seconds are over, on both sides',
  'story.closed.zab':
    'The session is closed by a transaction of its own, and its node goes with it: emergency is woken at once.',
  'story.closed.raft':
    'A connection ended, and the lease does not know of connections: the key stays until nobody has kept the lease for ten seconds.',
  'story.closed.why':
    'A session is one client’s connection; a lease is a number with a time, whoever keeps it. (A client of etcd that revokes its lease before it goes, as ^C at etcdctl does, is as quick.)',
  'story.asleep.name': 'The holder sleeps',
  'story.asleep.ask':
    'Radiology’s process stands still for 17 seconds, and its session or lease has ten. Who takes itself for the one in the scanner meanwhile?',
  'story.asleep.guess.1': 'Radiology alone: it has the lock',
  'story.asleep.guess.2': 'Emergency alone: radiology’s time is over',
  'story.asleep.guess.3': 'Both of them, on both sides',
  'story.asleep.zab':
    'After ten seconds the leader closes radiology’s session, and emergency has the lowest node. Radiology sleeps and has heard nothing.',
  'story.asleep.raft':
    'After ten seconds the leader revokes radiology’s lease, and emergency has the oldest key. Radiology sleeps and has heard nothing.',
  'story.asleep.why':
    'Neither a session nor a lease stops a process that sleeps. A scanner that asks for the token (the node’s zxid, or the revision that created the key) refuses the older one.',
  'story.slow.name': 'A follower’s disk',
  'story.slow.ask':
    'Now each fsync of follower 1 takes six seconds. What do the others do with it?',
  'story.slow.guess.1': 'ZAB drops it; Raft lets it lag',
  'story.slow.guess.2': 'Both wait for it',
  'story.slow.guess.3': 'Both drop it',
  'story.slow.zab':
    'a is answered at once. 1 has acknowledged nothing for syncLimit, so leader 3 gives its connection up; 1 looks for a leader, and joins anew when its disk lets it.',
  'story.slow.raft':
    'a is answered at once. 1 stands in its fsync and is behind; the leader goes on, and sends it what it lacks when it answers again.',
  'story.slow.why':
    'ZAB’s leader holds a follower to the oldest proposal that it has not acknowledged; Raft’s asks only for a majority.',
  'story.tail.name': 'Another seed',
  'story.tail.ask':
    'The same once more with another seed: on Raft’s side the timeouts are drawn anew. What becomes of the write now?',
  'story.tail.guess.1': 'It is lost, on both sides',
  'story.tail.guess.2': 'It is committed, on both sides',
  'story.tail.guess.3': 'ZAB: committed; Raft: lost',
  'story.tail.zab': 'As before: 1 has the greatest zxid, and wins with every seed.',
  'story.tail.raft':
    'This time 1 campaigns first. The others’ logs are shorter, so they vote for it, and its empty entry commits the tail: a, which is connected to it, is even told OK.',
  'story.tail.why':
    'Raft may elect anybody who is recent enough, so a write that is half told has two fates. ZAB’s election leaves it one.',
  'story.counted.name': 'With the rule left out',
  'story.counted.ask':
    'The same with a faulty Raft: a leader commits what it has counted on a majority, whatever its term (commitOldTerm). What becomes of x?',
  'story.counted.guess.1': 'It stays on both sides: now it is committed',
  'story.counted.guess.2': 'ZAB keeps it; Raft commits it, and then something else in its place',
  'story.counted.guess.3': 'It is lost on both sides',
  'story.counted.zab': 'As before: x stays.',
  'story.counted.raft':
    'Leader 5 counts x on a majority and takes it for committed. 3 is elected all the same, and commits its own entry in x’s place: LeaderCompleteness and StateMachineSafety are broken, as the table says. And nobody comes to lead after that: 1 and 2 take x for committed, so of anything in its place they say that they have it, and refuse whatever follows 3’s own. No entry of 3’s term is ever committed: its crown stays hollow, and b’s read waits.',
  'story.counted.why':
    'The rule does not hinder: without it a leader may take for committed what a later one replaces.',
  'story.joined.name': 'After a change of leaders',
  'story.joined.ask':
    'Server 1 is wiped as before, but while it is away leader 3 falls and another one is elected. What do the others do with 1 now?',
  'story.joined.guess.1': 'ZAB takes it in; etcd’s process ends',
  'story.joined.guess.2': 'Both take it in',
  'story.joined.guess.3': 'Neither takes it in',
  'story.joined.zab': 'As before: it gets the whole tree, and serves.',
  'story.joined.raft':
    'The new leader has never heard how much 1 had: it begins at nothing, sends everything, and 1 joins without a word. What it had promised is forgotten there, too.',
  'story.joined.why':
    'That a member has lost its disk is found out by a leader’s memory of it only. Once that is gone, etcd is as trusting as ZooKeeper.',
} as const;
