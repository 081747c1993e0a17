/**
 * The bug zoo: of each faulty variant what is wrong, and what is to be learned from it; of those that
 * break no invariant, what is seen instead.
 */
export const variants = {
  'commitAlone.cause': 'The leader commits as soon as its own disk has a proposal.',
  'commitAlone.teaches':
    'Only what a quorum has on disk is safe: any later quorum shares a server with it. One disk is not a quorum.',
  'ackUnflushed.cause':
    'A follower acknowledges a proposal before its disk has it (as with forceSync=no).',
  'ackUnflushed.teaches':
    'An ACK is a promise about the disk. Two servers that lose power take a “committed” write with them.',
  'forgetAcceptedEpoch.cause': 'acceptedEpoch is kept in memory only.',
  'forgetAcceptedEpoch.teaches':
    'A promise that does not survive a restart is none: the same epoch is given to two leaders.',
  'voteBySid.cause': 'Votes are compared by server number alone.',
  'voteBySid.teaches':
    'The leader’s check at ACKEPOCH keeps the data safe even after a bad election; the price is time.',
  'voteBySid.symptom':
    'An empty server with the greatest number is elected, refuses everybody, and nobody serves for long.',
  'noHistoryCheck.cause': 'The leader does not compare histories at ACKEPOCH.',
  'noHistoryCheck.teaches':
    'The election and the check at ACKEPOCH guard the same thing twice. Without both (together with voteBySid) an empty server cuts everybody’s history off.',
  'neverTrunc.cause': 'Where a TRUNC is due, the leader sends a DIFF.',
  'neverTrunc.teaches':
    'What was never committed must go when its server comes back; otherwise two histories live side by side.',
  'applyAtProposal.cause': 'A follower applies a proposal when it arrives.',
  'applyAtProposal.teaches':
    'Between PROPOSAL and COMMIT a write may still vanish: whoever read it read something that never was.',
  'halfQuorum.cause': 'Half of an even number of voters counts as a quorum.',
  'halfQuorum.teaches':
    'Two halves have no server in common. That is why a quorum is more than half, and why a fourth server adds no safety.',
  'answerAtProposal.cause': 'The leader answers its client when it proposes the write.',
  'answerAtProposal.teaches':
    'The answer is the promise. It may be given only when the write can no longer be lost.',
  'commitOutOfOrder.cause':
    'A PROPOSAL may be overtaken by others in the same connection, though an ACK stands for all before it.',
  'commitOutOfOrder.teaches':
    'ZAB takes the order of its streams from TCP. Without it followers find another proposal than the one to be committed, and stop.',
  'noFinalizeWait.cause': 'The first quorum of equal votes ends an election.',
  'noFinalizeWait.teaches':
    'The 200 ms of patience (finalizeWait) are for a better leader, not for safety.',
  'noFinalizeWait.symptom': 'A server that would have won is late by 50 ms, and another one leads.',
  'noSessionTouch.cause': 'The leader does not note which sessions were active at its followers.',
  'noSessionTouch.teaches':
    'Only the leader judges sessions: what followers report with each PING is all it knows of their clients.',
  'noSessionTouch.symptom': 'Clients of followers lose their sessions although they are alive.',
  'diffInsteadOfTrunc.cause':
    'A zxid between the oldest and newest that the leader remembers counts as known, also if it is not among them.',
  'diffInsteadOfTrunc.teaches':
    'Being in the range is not being in the history: a tail that nobody else has lies there, too.',
  'noRolloverGuard.cause': 'The 32-bit counter overflows into the epoch.',
  'noRolloverGuard.teaches':
    'An epoch comes from an election, or it proves nothing. At the end of the counter the leader must step down.',
  'strictVoteMatch.cause':
    'Who joins wants a quorum of members whose votes are the same in every field.',
  'strictVoteMatch.teaches':
    'Members remember the vote by which each of them joined; only leader and epoch must agree.',
  'strictVoteMatch.symptom': 'A server stays LOOKING for ever, beside an ensemble that works.',
  'zxidFromDiffHeader.cause':
    'A learner takes the zxid of the DIFF header for its own before it has the transactions.',
  'zxidFromDiffHeader.teaches':
    'Say what you have, not what you were told you will get: the connection may end in between.',
  'staleLogAfterSnap.cause':
    'A learner that is ahead gets the leader’s whole tree, and its longer log stays on disk.',
  'staleLogAfterSnap.teaches':
    'Memory is rebuilt from snapshot and log: what remains in the log behind the snapshot comes back.',
  'noFastForward.cause':
    'Whoever leaves a role without restarting forgets what it has logged and not applied.',
  'noFastForward.teaches':
    'Votes are about the log, not about memory: what is on disk counts, committed or not.',
  'multiZxidEarly.cause':
    'A server counts a multi as applied with its first part: a snapshot that begins at this moment has the zxid of all and the nodes of half.',
  'multiZxidEarly.teaches':
    'A snapshot’s name says from where the log has to be read again. What it promises and does not hold is gone, on this one server.',
  'keepMemoryAfterSnap.cause':
    'The tree of a SNAP that was never saved is kept when the leader is lost.',
  'keepMemoryAfterSnap.teaches':
    'Memory ahead of the disk is a lie that the next restart finds out.',
  'ackWithoutLog.cause':
    'NEWLEADER is acknowledged with the transactions of a DIFF in memory only.',
  'ackWithoutLog.teaches':
    'The ACK of NEWLEADER commits the leader’s whole history: a quorum must have it on disk.',
  'epochBeforeLog.cause': 'currentEpoch is written before the history that belongs to it.',
  'epochBeforeLog.teaches':
    'The epoch wins elections. Who has it without its history wins them and cuts the others off.',
  'ackBeforeFsync.cause': 'NEWLEADER is acknowledged while its history still waits for the disk.',
  'ackBeforeFsync.teaches':
    'To write in the right order is not enough: the ACK must wait for the fsync.',
  'nullOnCommit.cause':
    'NEWLEADER empties the list of proposals, and a COMMIT before UPTODATE looks for one there.',
  'nullOnCommit.teaches':
    'Under load something is always under way: every gap between two messages will be hit.',
  'nullOnCommit.symptom': 'A learner that joins under load fails and begins again.',
  'standaloneCheck.cause':
    'A check that a client sends outside of a multi is logged as a transaction that no server can read back.',
  'standaloneCheck.teaches':
    'Whatever is written to the log must be readable: a request that nobody sends is still a request. One packet, and the leader that logged it never starts again.',
  'standaloneCheck.symptom':
    'Followers drop out at the proposal, and the leader cannot load its own database any more.',
  'closeSessionTooLong.cause':
    'The transaction that closes a session names all its ephemerals, however many; beyond two megabytes of paths it is logged and cannot be read back.',
  'closeSessionTooLong.teaches':
    'A limit on what a client may send is none on what follows from it: thousands of small nodes, each allowed, make one transaction that stops the ensemble. Later versions refuse to create them.',
  'closeSessionTooLong.symptom':
    'Followers drop out at the proposal, and the leader cannot load its own database any more; the next leader fails when the session expires.',
  'earlyProposalAck.cause':
    'Transactions of a DIFF are acknowledged by one thread before another acknowledges NEWLEADER.',
  'earlyProposalAck.teaches':
    'Two threads on one connection have no order of their own. The leader does not count that learner, and waits in vain.',
  'zombieSyncThread.cause':
    'The thread that writes the log outlives its role, and appends what memory and vote do not know.',
  'zombieSyncThread.teaches':
    'Before a server votes, everything that it may still write must be written.',
  'committedLogHole.cause':
    'Transactions applied during a DIFF are not remembered among the committed ones.',
  'committedLogHole.teaches':
    'The list from which others are repaired must be whole: a hole in it is handed on.',
  'onDiskDiffAfterSnap.cause':
    'A log with a gap, left by a SNAP, still feeds others when its server leads.',
  'onDiskDiffAfterSnap.teaches': 'A log is worth something only as far back as it has no gap.',
  'keepWatchModes.cause':
    'As since 3.9.0: a connection may watch one path in several ways at once. In 3.8 the last way that was asked for replaces the others.',
  'keepWatchModes.teaches':
    'A watch that was set is not one that is still there: whoever asks for another kind should know what becomes of the first.',
  'keepWatchModes.symptom':
    'A recursive watch goes on telling of grandchildren after a plain one was added.',
  'existsNeedsRead.cause':
    'As since 3.8.4 and 3.9.2: exists of a node that is there is refused without READ on it.',
  'existsNeedsRead.teaches':
    'Whether something exists is knowledge, too. Without this check anybody may try out names, and see sizes, versions and owners.',
  'existsNeedsRead.symptom': 'exists answers NOAUTH, where 3.8.0 shows the node’s Stat to anybody.',
} as const;
