import { faultRules } from './faults.ts';
import { recipeRules } from './recipe-rules.ts';

/** Why something happened: one sentence a rule. `event.`: rules of events that bring none of their own. */
export const rules = {
  'looking.start':
    'A server without a leader begins election round {round}: it votes for itself and tells every voter (FastLeaderElection.lookForLeader).',
  'vote.initial':
    'In a new round a server first votes for server {leader}, with what its own disk holds: epoch {peerEpoch}, zxid {zxid} (FastLeaderElection).',
  'vote.better':
    'Server {from}’s vote for server {leader} (epoch {peerEpoch}, zxid {zxid}) beats the one for server {oldLeader}: the greater epoch wins, then the greater zxid, then the greater sid (totalOrderPredicate).',
  'vote.better.epoch':
    'Server {leader} has seen epoch {peerEpoch}, newer than server {oldLeader}’s: the greater epoch wins before zxids are even compared (totalOrderPredicate; told by server {from}, zxid {zxid}).',
  'vote.better.zxid':
    'Epochs are equal ({peerEpoch}), and server {leader}’s last zxid {zxid} is greater than server {oldLeader}’s: whoever has logged more wins (totalOrderPredicate; told by server {from}).',
  'vote.better.sid':
    'Epoch ({peerEpoch}) and zxid ({zxid}) are equal, so the greater number decides: server {leader} rather than server {oldLeader} (totalOrderPredicate; told by server {from}).',
  'vote.newerRound':
    'Server {from} is already in round {round}: votes of an older round are thrown away and counting begins anew (logicalclock).',
  'elected.quorum':
    'Servers {supporters} of {of} voters agree on server {leader} (epoch {peerEpoch}, zxid {zxid}), and {waitMs} ms brought no better vote (finalizeWait).',
  'elected.joined':
    'There is a leader already: server {leader} itself says so, and servers {supporters} make a quorum, so a latecomer just joins (checkLeader, round {round}).',
  'leader.lost':
    'The connection to leader {leader} is gone: a follower without its leader stops serving and looks for a new one (Follower.followLeader).',
  'leader.silent':
    'Nothing was heard from leader {leader} for {ms} ms, longer than the limit (initLimit or syncLimit ticks): it is taken for dead, though it may only be slow.',
  'leader.refusedOlderEpoch':
    'The leader proposes epoch {epoch}, but this server has promised {accepted}: it follows no leader of an older epoch (Learner.registerWithLeader).',
  'leader.unreachable':
    'Server {leader} was elected, but {attempts} {attempts:attempt/attempts} to reach it failed: back to the election (Learner.connectToLeader).',
  'quorum.lost':
    'In syncLimit ticks nothing was heard but from {synced}, the leader included, and {needed} servers are needed: a leader without a quorum steps down (Leader.lead).',
  'quorum.timeout':
    'In {phase}, {waitMs} ms (initLimit ticks) have passed with answers from {have} only, and {needed} servers are needed: being elected is not yet being leader.',
  'leader.sidTooLarge':
    'With TTL nodes on (extendedTypesEnabled), a leader may have at most the number {most}: server {sid} throws an exception where its session tracker begins, and gives the role up (EphemeralType.validateServerId).',
  'counter.rollover':
    'The counter of epoch {epoch} is used up (32 bits): the leader steps down, and a new epoch begins at counter 0 (ZOOKEEPER-1277).',
  'epoch.decided':
    'Servers {reported} are a quorum, and the highest epoch any of them has accepted is {highest}: the new one is one more, {epoch} (Leader.getEpochToPropose).',
  'epoch.accepted':
    'The promise of epoch {epoch} (before that: {before}) is on disk before the server answers: from now on it follows no leader of an older one (acceptedEpoch).',
  'epoch.adoptedLeader':
    'Servers {acks} acknowledged epoch {epoch}: a quorum will follow no older leader, so the leader makes it its current epoch (Leader.waitForEpochAck).',
  'epoch.adoptedLearner':
    'All of the leader’s history is on this disk: only now may the server say that it belongs to epoch {epoch} (NEWLEADER, currentEpoch).',
  'epoch.ackRefused':
    'Learner {learner} brings epoch {theirEpoch} and zxid {theirZxid}, more than the leader’s own {ownEpoch} and {ownZxid}: a leader never overwrites a history newer than its own, and drops it (isMoreRecentThan).',
  'sync.same':
    'Server {learner} ends where the leader ends ({peer}): an empty DIFF, nothing to send (LearnerHandler.syncFollower).',
  'sync.trunc':
    'Server {learner} has {peer}, beyond the leader’s last committed {max}: what the leader does not know never happened and is cut off (TRUNC).',
  'sync.diffMemory':
    'Server {learner}’s {peer} lies in the leader’s memory ({min} to {max}): what is missing is sent as a DIFF, {count} {count:transaction/transactions} (committedLog).',
  'sync.diffDisk':
    'Server {learner}’s {peer} is older than what the leader keeps in memory (from {min}), but its log on disk still has it: {count} {count:transaction/transactions} as a DIFF (snapshotSizeFactor).',
  'sync.snapCrossEpoch':
    'Server {learner} ends at {peer}, which is not in the leader’s history, and a newer epoch has begun since: TRUNC may not cross epochs upward, so it gets the whole tree (SNAP).',
  'sync.snapNoLog':
    'Server {learner}’s {peer} is too old: the leader’s memory begins at {min} and no log on disk reaches back without costing more than a snapshot, so it gets the whole tree (SNAP).',
  'sync.snapOther':
    'No DIFF and no TRUNC leads from server {learner}’s {peer} to the leader’s {last}: it gets the whole tree (SNAP).',
  'sync.truncHole':
    'Server {learner}’s {peer} falls into a hole of the leader’s history: it is cut back to {to}, and the rest is sent (queueCommittedProposals).',
  'trunc.cut':
    'Leader {leader} ends at {zxid}: {removed} {removed:transaction/transactions} after it {removed:was/were} never committed and {removed:is/are} cut from the log (ZKDatabase.truncateLog).',
  'newleader.saving': 'NEWLEADER may be acknowledged only when the {what} it ends is on disk.',
  'established.quorum':
    'Servers {acks} of {of} voters have the leader’s whole history on disk: now it leads epoch {epoch}, and everything up to {lastZxid} is committed, whether or not it was before (Leader.processAck).',
  uptodate:
    'Leader {leader} says UPTODATE: a quorum has the history, so the learner may serve clients.',
  'commit.quorum':
    '{zxid} is on the disks of servers {on}: {needed} of {of} voters are enough, and the leader’s own disk counts as one (Leader.tryToCommit).',
  'message.notAccepted': 'A server in {state} has no use for {type}: it is ignored, visibly.',
  'sync.commitOfNothing':
    'COMMIT {zxid} comes between NEWLEADER and UPTODATE, and the list in which its proposal is looked for was emptied by NEWLEADER: an exception ends the role.',
  'sync.tooLong':
    'Server {from} sent {zxid}, the closing of a session, and the paths of its ephemerals are longer than what is read at once (jute.maxbuffer, twice). “Unreasonable length”: an exception ends the role (BinaryInputArchive.checkLength).',
  'sync.unreadable':
    'Server {from} sent {zxid}, a check that stood alone. No server can read such a transaction: an exception ends the role, and the next attempt ends like this one.',
  'message.stale': 'This {type} belongs to something that is over already; it changes nothing.',
  'follower.slow':
    'Server {learner} was sent {zxid} {ms} ms ago and has not acknowledged it, though it answers pings: the leader drops it, so that one slow disk cannot fall behind for ever (SyncLimitCheck, syncLimit).',
  'follower.behind':
    'Nothing came from server {learner} for {ms} ms, longer than the limit: the leader’s read times out, and it drops this learner (LearnerHandler, syncLimit).',
  'exit.commitMismatch':
    'COMMIT {zxid} came, but the next in line is {expected}: this server’s history cannot be right any more, and its process ends (exit 12).',
  'exit.cannotTruncate':
    'The log cannot be cut back to {zxid}: the process ends rather than keep what never happened (exit 13).',
  'disk.refusesStart':
    'The disk says acceptedEpoch {accepted}, currentEpoch {current}, last zxid {last}; each must be at least the next one’s epoch, so the server refuses to start (QuorumPeer.loadDataBase).',
  'disk.tooLong':
    'The log holds {zxid}, the closing of a session with more ephemerals than can be read at once, and nobody can read it back: “Unable to load database on disk”, again at every attempt (QuorumPeer.loadDataBase).',
  'disk.unreadable':
    'The log holds {zxid}, a check that stood alone, and nobody can read it back: “Unable to load database on disk”, again at every attempt (QuorumPeer.loadDataBase).',
  'client.seenNewer':
    '{client} has seen {seen}, this server only {last}: it is refused, so that nobody reads backwards in time (ZooKeeperServer.processConnectRequest).',
  'readOnly.began':
    'Server {server} has looked for a leader in vain: until there is one it serves readers who accept what it knew last, {last} (readonlymode.enabled).',
  'readOnly.ended':
    'The election is over: server {server} closes its readers’ connections, and serves them only as a member of the ensemble again (ReadOnlyZooKeeperServer.shutdown).',
  'client.notReadOnly':
    'This server only reads, and {client} did not say that this is enough for it: it is refused (ZooKeeperServer.processConnectRequest).',
  'client.globalSession':
    '{client} brings a session of the whole ensemble, and nobody here could say whether it still lives: it is refused (ReadOnlyZooKeeperServer.validateSession).',
  'lock.begin':
    'A client that wants the lock makes an ephemeral sequential node in {path}: its number is its place in line.',
  'lock.waits':
    '{own} is not the first in line; it watches {before} only, the one just before it, so that a release wakes one client and not all (no herd).',
  'lock.granted':
    '{own} is the first in line: whoever is first has the lock. Its fencing token is {token}, when its node was made: a resource that keeps the largest it has seen can refuse an older holder.',
  'lock.again':
    'The node before {own} is gone; whether {own} is first now is not certain, so the line is read again.',
  'lock.released': 'The lock is given back by deleting {own}.',
  'lock.lost':
    'The session has expired, and {own} with it: the lock is gone, whatever the client still believes.',
  'lock.unsure':
    'The connection is lost: {own} may live or may be gone, so the client must stop acting as the holder until it knows.',
  'lock.found':
    'The answer to the create was lost, but the node is there: {own} is recognised by its guid, and no second one is made.',
  'lock.failed': 'The recipe cannot go on at {path}: the server answers {code}.',
  'leader-election.begin':
    'A client that stands for election makes an ephemeral sequential node in {path}: its number is its place in line.',
  'leader-election.waits':
    '{own} is not the first; it watches {before} only, so that a leader’s end wakes one successor and not all (no herd).',
  'leader-election.granted':
    '{own} is the first in line: whoever is first leads. Its fencing token is {token}, when its node was made: a resource that keeps the largest it has seen can refuse an older holder.',
  'leader-election.again':
    'The node before {own} is gone; whether {own} is first now is not certain, so the line is read again.',
  'leader-election.released': 'Leadership is given up by deleting {own}.',
  'leader-election.lost':
    'The session has expired, and {own} with it: leadership is gone, whatever the client still believes.',
  'leader-election.unsure':
    'The connection is lost: {own} may live or may be gone, so the client must not act as leader until it knows.',
  'leader-election.found':
    'The answer to the create was lost, but the node is there: {own} is recognised by its guid, and no second one is made.',
  'leader-election.failed': 'The recipe cannot go on at {path}: the server answers {code}.',
  ...faultRules,
  ...recipeRules,
  'refused.serverDown': 'Server {server} is down already.',
  'refused.serverUp': 'Server {server} is running already.',
  'refused.frozen': 'Server {server} is frozen: resume it first.',
  'refused.notFrozen': 'Server {server} is not frozen.',
  'refused.unknownServer': 'There is no server {server} in this ensemble.',
  'refused.unknownClient': 'There is no client called {client}.',
  'refused.noConnection': 'There is no connection between {a} and {b}.',
  'refused.inStream':
    '{message} travels in a stream (TCP), which loses nothing out of its middle and repeats nothing; only election notifications come one by one.',
  'refused.notOnItsWay': 'No {message} is on its way from {from} to {to}.',
  'refused.mustBeDown':
    'Server {server} is running: its disk can be taken away only when it is down.',
  'refused.noServers': 'No server is named.',
  'refused.unknownRecipe': 'There is no recipe called {recipe}.',
  'refused.noRecipe': '{client} is not carrying out a recipe.',
  'refused.nameTaken': '{client} is a name that is taken already.',
  'refused.clientFrozen': '{client} is frozen: resume it first.',
  'event.serverStarted':
    'A server begins with what its disk holds and nothing else: epochs, log and snapshots survive, everything in memory is lost (QuorumPeer.loadDataBase).',
  'event.connectionOpened':
    'A new connection is a new stream: nothing of an earlier one is delivered on it.',
  'event.connectionBroken.closed':
    '{From} closes it in order: what it sent before has arrived, and what is on its way to it is lost.',
  'event.connectionBroken.gaveUp':
    '{From} gives it up: it has heard nothing from {to} for too long, or has nothing to do with it any more. All that is on its way there is lost.',
  'event.connectionBroken.died':
    '{From}’s process has ended: the machine resets its connections at once, and all that is on its way there is lost; {to} knows it a latency later.',
  'event.connectionBroken.power':
    '{From} has lost its power and knows nothing of this connection any more; what was on its way there is lost, and nobody had been told.',
  'event.connectionBroken.hand':
    'Somebody has broken it by hand: a connection loses what is on its way only when it ends, and then all of it.',
  'event.connectionBroken.anew':
    'There is a new connection of the same kind between {from} and {to}, and the older one is given up with all that is on its way there.',
  'event.proposed':
    'The leader gives each write the next zxid and sends it to all followers before its own disk is done; order is decided here (Leader.propose).',
  'event.logged':
    'Only what is fsynced survives a crash; only then may it be acknowledged (SyncRequestProcessor).',
  'event.snapshotInstalled':
    'The leader’s whole tree is on this disk now and replaces what was there.',
  'event.snapshotTaken':
    'A snapshot spares a restart the replay of everything before it; the log after it is still needed.',
  'event.applied':
    'A committed transaction changes the tree on each server in the order of zxids; servers do it at different times (FinalRequestProcessor).',
  'event.serving':
    'A server serves clients only while it is part of an ensemble with an established leader.',
  'event.stoppedServing':
    'A server that cannot be sure of its leader closes its clients’ connections: no answer is better than a wrong one.',
  'event.sessionCreated':
    'A session is a transaction like any other: a quorum knows of it, so it survives the server it was made on.',
  'event.sessionMoved':
    'A session belongs to the ensemble, not to one server: the client goes on with it elsewhere, and what still comes by the old way is refused (SESSIONMOVED).',
  'event.sessionClosed':
    'Closing a session is a transaction that deletes its ephemeral nodes on every server.',
  'event.sessionExpired':
    'Only the leader expires a session, when it heard nothing for the timeout, rounded up to a tick; the client itself is told when it reaches a server again (SessionTrackerImpl).',
  'event.clientStateChanged':
    'Disconnected is not expired: a client that lost its connection cannot know whether its session lives until it reaches a server again (ZooKeeper.States).',
  'event.requested':
    'A client talks to one server only; reads are answered there, writes are sent on to the leader.',
  'event.replied':
    'The client hears from its own server, after that server applied the write; other servers may be earlier or later.',
  'event.watchFired':
    'A watch says that something changed, not what: it comes before any answer that shows the change, and most fire only once.',
  'word.none': 'none',
  'word.DISCOVERY': 'discovery',
  'word.SYNCHRONIZATION': 'synchronization',
  'word.BROADCAST': 'broadcast',
  'word.snapshot': 'snapshot',
  'word.log': 'log',
} as const;
