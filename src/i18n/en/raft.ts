/** What is said of Raft: it comes with that protocol, and the page begins without it. */
/** Where an event is said in other words than ZAB's: a term is no epoch. */
export const events = {
  'raft.leaderEstablished':
    'Server {server} leads term {epoch}, and an entry of that term is committed: everything up to {lastZxid} is.',
  'raft.epochAccepted': 'Server {server} is in term {epoch} and has that on disk.',
  'raft.epochAdopted': 'Server {server} is in term {epoch}.',
  'raft.voteChanged': 'Server {server} votes for server {leader} in term {round}.',
  'raft.snapshotInstalled': 'Server {server} has saved {from}’s state as of {zxid}.',
} as const;

export const rules = {
  'campaign.timeout':
    'For {ticks} ticks of {ms} ms no leader was heard: the member begins term {term}, votes for itself, and asks all others (raft.campaign).',
  'campaign.preVote':
    'For {ticks} ticks no leader was heard: the member first asks whether it would win term {term}, and begins none (pre-vote).',
  'campaign.asked':
    'Leader {leader} hands over: the member begins term {term} at once, without pre-vote and past everybody’s lease (TimeoutNow).',
  'campaign.preVoteWon':
    'Servers {supporters} of {of} voters would vote for it: now it begins term {term} in earnest.',
  'elected.votes':
    'Servers {supporters} of {of} voters voted for it in term {term}: a majority, and each gives one vote a term, so nobody else can win it.',
  'lost.votes':
    'Servers {refused} of {of} voters refused: term {term} cannot be won any more (raft.poll).',
  'term.newer':
    'Server {from} speaks of term {term}, and this member was in {before}: whoever hears of a larger term becomes a follower in it (raft.Step).',
  'leader.heard':
    'Server {leader} speaks as the leader of term {term}: a term has one leader, so it is followed.',
  'quorum.unheard':
    'In {ticks} ticks nobody answered but {heard}, itself included, and {needed} are needed: the leader steps down in the same term (CheckQuorum).',
  'vote.granted':
    'Server {candidate} asks in term {term} and ends at {last}, this member at {own}: not behind, and the vote was free (raft.Step).',
  'vote.preGranted':
    'Server {candidate} would get the vote of term {term}: it ends at {last}, this member at {own}. Nothing is promised by that.',
  'vote.refused':
    'Server {candidate} does not get the vote of term {term} (it ends at {last}, this member at {own}).',
  'vote.refused.log':
    'Server {candidate} ends at {last}, and this member at {own}: whoever is behind may lack what is committed, and gets no vote (term {term}, raftLog.isUpToDate).',
  'vote.refused.vote':
    'The vote of term {term} is given, or a leader is known: server {candidate} does not get it (it ends at {last}, this member at {own}).',
  'vote.inLease':
    'Leader {leader} was heard so lately that nobody else can have won: for {ticks} more ticks server {candidate} gets no answer (CheckQuorum’s lease).',
  'established.ownEntry':
    '{zxid} of its own term {term} is on the disks of {on}: with it all that the leader inherited is committed, and only now does it know how far commits go.',
  'entry.committed':
    '{zxid} is on the disks of {on}: {needed} of {of} voters are enough, and what stands there is of the leader’s own term (raft.maybeCommit).',
  'entry.inherited':
    '{zxid} is of an older term, and counting does not commit it: {with}, of the leader’s own term, does, and all before it with it (raft.maybeCommit).',
  'log.cut':
    'Leader {leader} has another {zxid}: {removed} {removed:entry/entries} here from there on {removed:was/were} never committed and {removed:is/are} cut (raftLog.maybeAppend).',
  'progress.probe':
    'The leader is not sure where server {learner}’s log agrees: one message at a time, the next from index {next} (StateProbe).',
  'progress.replicate':
    'Server {learner} has everything up to index {match}: entries are streamed, ahead of their acknowledgements (StateReplicate).',
  'progress.snapshot':
    'Server {learner} lacks entries from index {next} on, and the leader’s log begins at {first}: it gets the whole state (MsgSnap).',
  'append.refused':
    'Nothing agrees with {previous} here: leader {leader} is told {hint}, and tries again before that (handleAppendEntries).',
  'transfer.begun':
    'Server {to} is to lead: the leader takes nothing new, brings it from index {match} to {last}, and then asks it to campaign.',
  'transfer.aborted': 'Server {to} did not take over within {ticks} ticks: the leader goes on.',
  'transfer.refused': 'Server {to} cannot be made the leader now.',
  'transfer.forwarded': 'The wish that server {to} should lead goes to leader {leader}.',
  'read.kept':
    'A leader that has committed nothing in term {term} yet does not know how far commits go: the read waits.',
  'read.confirmed':
    'Servers {heard} still follow: whoever read must see index {index}, and nobody else can have committed more (ReadIndex).',
  'proposal.dropped':
    'Whoever does not lead, or is handing over, takes no proposals: it is dropped (leader: {leader}).',
  'proposal.waits':
    'Server {from} has passed a proposal on, and nobody leads here: it waits until somebody does.',
  'start.fresh':
    'The disk is empty: members {members} are written down, one entry each, and count as committed (raft.Bootstrap).',
  'start.advanced':
    'Two others are reached already: the clock is put forward by {ticks} ticks, so that a start need not wait (adjustTicks).',
  'raft.notAccepted': 'A member in {state} has no use for {type}: it is ignored, visibly.',
  'raft.stale':
    'This {type} is of term {term}, and this member is in term {own}: it changes nothing.',
  'exit.commitBeyondLog':
    'Index {commit} is committed, says the leader, and this log ends at {last}: “tocommit is out of range, was the log lost?” The process ends.',
  'exit.removed':
    'The member was removed from the group, for good: its process ends (EtcdServer.stopWithDelay).',
  'exit.unknown':
    'A member that joins asks those that run who belongs to the group, and none that it reaches knows of it: its process ends (“cannot fetch cluster info from peer urls”, etcdserver.GetClusterFromRemotePeers).',
  'exit.cutBelowCommit':
    '{zxid} conflicts with an entry that is committed here (up to index {commit}): the process ends rather than change it.',
  'exit.stateBeyondLog':
    'The recorded state says that index {commit} is committed, and the log ends at {last}: the server refuses to start (raft.loadState).',
} as const;

export const messages = {
  'sent.MsgPreVote':
    'Before it begins a term a member asks whether it would win one, so that a member that was cut off disturbs nobody.',
  'sent.MsgPreVoteResp':
    'A grant carries the term that was asked about; a refusal the voter’s own, so that whoever is behind learns it.',
  'sent.MsgVote':
    'A candidate asks for votes in its new term, and says where its own log ends; both are on its disk before.',
  'sent.MsgVoteResp': 'The vote is on the voter’s disk before it leaves.',
  'sent.MsgApp':
    'The leader sends entries before its own disk has them, with what stands before them and how far commits go; empty, it tells the commit index alone.',
  'sent.MsgAppResp':
    'The member says up to which index its disk agrees with the leader, or that nothing agrees where the leader tried.',
  'sent.MsgHeartbeat':
    'With every tick, 100 ms unless etcd is told otherwise, the leader says that it lives; the commit index goes only as far as the member’s log was compared.',
  'sent.MsgHeartbeatResp': 'A member answers each heartbeat; that acknowledges no entry.',
  'sent.MsgSnap':
    'The entries that the member lacks are gone from the leader’s memory: it sends the whole state.',
  'sent.MsgTimeoutNow':
    'Whoever is to lead has everything: the leader asks it to campaign at once.',
  'sent.MsgTransferLeader': 'A wish for another leader is passed on to the leader.',
  'sent.MsgReadIndex': 'A member asks its leader how far a read must see.',
  'sent.MsgReadIndexResp': 'A majority still follows: the index that was noted is safe.',
  'sent.MsgProp': 'A follower passes on what is proposed to it; nobody answers for it.',
  'sent.RPC': 'A client of etcd asks, or a member answers it.',
  'sent.MEMBER': 'A member asks another one beside the log, or answers it (etcd does by HTTP).',
  'sent.LinkGone': 'Who was removed from the group is told so, whatever it says.',
  'sent.LinkHeartbeat':
    'A stream says that it lives, so that a read timeout tells of a lost connection and not of silence.',
  'received.MsgPreVote': 'It is answered as a vote would be, and nothing is promised.',
  'received.MsgPreVoteResp': 'With a majority the campaign begins in earnest.',
  'received.MsgVote':
    'A member votes once a term, for whoever is not behind its own log; a larger term alone makes it a follower.',
  'received.MsgVoteResp': 'The first answer of each voter counts; a majority makes a leader.',
  'received.MsgApp':
    'The member looks whether its log agrees before the entries, cuts what differs, and acknowledges when its disk has them.',
  'received.MsgAppResp':
    'The leader notes how far the member is: with a majority, an entry of its own term is committed. An answer of a larger term ends its role.',
  'received.MsgHeartbeat': 'The member’s clock begins anew, and it knows of commits.',
  'received.MsgHeartbeatResp':
    'It counts as a sign of life, confirms a read that waits, and shows who is behind.',
  'received.MsgSnap': 'It takes the place of log and state, unless the member has as much already.',
  'received.MsgTimeoutNow': 'The member campaigns without waiting, and nobody’s lease stops it.',
  'received.MsgTransferLeader': 'The leader begins to hand over.',
  'received.MsgReadIndex':
    'The leader notes its commit index and makes sure by a round of heartbeats that it still leads.',
  'received.MsgReadIndexResp':
    'The member waits until it has applied so much, then answers from its own state.',
  'received.MsgProp': 'The leader appends it; a follower passes it on to its leader.',
  'received.RPC': 'The member answers when it may; the client goes on.',
  'received.MEMBER': 'The service above is asked, or gets its answer.',
  'received.LinkGone': 'It is no member any more: the process ends.',
  'received.LinkHeartbeat': 'The stream lives.',
} as const;

export const invariants = {
  ElectionSafety: 'At most one member leads a term.',
  LeaderAppendOnly: 'While it leads, a leader only appends to its log.',
  LogMatching: 'Entries of the same index and term are the same, and so is all before them.',
  LeaderCompleteness: 'What is committed in a term is in the log of each leader of a later one.',
  StateMachineSafety: 'What a member applies or commits at an index nobody applies otherwise.',
  CommitMonotone: 'While a process lives, what it knows to be committed only grows.',
  OneVoteATerm: 'A member gives its vote of a term to one only, over restarts, too.',
  VoteOnDisk: 'A vote leaves only when term and vote are on disk.',
  AckOnDisk: 'An acknowledgement leaves only when what it names is on disk.',
  QuorumLog: 'What is committed is on the disks of a majority.',
  CommittedDurable: 'A member applies, and records as committed, only what its own disk has.',
  TermMonotone: 'The term on a disk never falls.',
  LinearizableReads: 'A read sees all that was committed when it was asked for.',
  RevisionsAgree: 'All members do the same in a revision, and none goes back.',
  NewestReads:
    'A read that may not be old shows all that anybody had been told of when it was asked.',
  WatchComplete: 'A watcher hears of every event of its keys, in order, each once.',
  LeaseKept: 'No lease goes before its time has passed since it was last confirmed.',
  OneOwner: 'Who is told that a lock is its own has its key, and is the only one.',
  'electionSafety.two': 'Servers {server} and {other} both lead term {term}.',
  'leaderAppendOnly.cut': 'Server {server} leads, and {zxid} left its log.',
  'logMatching.entry': 'Server {server} has another entry at {zxid} than others have there.',
  'logMatching.previous':
    'At server {server} an entry of term {term} stands before {zxid}, elsewhere one of term {other}.',
  'leaderCompleteness.lacks':
    'Server {server} leads term {term} and lacks {zxid}, which is committed.',
  'stateMachineSafety.other': 'Server {server} applies {zxid}, and {expected} is committed there.',
  'stateMachineSafety.uncommitted':
    'Server {server} applies {zxid}, and no leader has committed it.',
  'stateMachineSafety.commits':
    'Leader {server} takes {zxid} for committed, and {expected} is committed there.',
  'commitMonotone.falls': 'Server {server} knew index {from} to be committed, and now only {to}.',
  'oneVoteATerm.two':
    'In term {term} server {server} votes for server {to}, and voted for server {other} before.',
  'voteOnDisk.lacks': 'Server {server}’s vote for server {to} in term {term} is not on its disk.',
  'ackOnDisk.lacks':
    'Server {server} acknowledges index {index} to server {to}, and its disk does not have it.',
  'quorumLog.few':
    '{zxid} is committed and on the disks of {on} only; {needed} are needed (server {server}).',
  'committedDurable.applied': 'Server {server} applies {zxid} before its own disk has it.',
  'committedDurable.recorded':
    'Server {server} has recorded that index {commit} is committed, and its disk ends at {last}.',
  'termMonotone.falls': 'Server {server}’s disk was in term {before} and is in {term} now.',
  'revisionsAgree.other': 'Server {server} does something else in revision {revision} than others.',
  'revisionsAgree.falls': 'Server {server} was at revision {from} and is at {to}.',
  'newestReads.old':
    'Server {server} answers {client} as of revision {revision}; {floor} had been told of when it asked.',
  'watchComplete.other':
    '{client}’s watch hears of revisions {from} to {to}, and revision {revision} is not as it was.',
  'leaseKept.early':
    'Lease {lease} goes {ms} ms before its time is over (server {server}); nobody has asked for that.',
  'oneOwner.noKey': '{client} takes itself for the owner of {lock}, and has no key there.',
  'oneOwner.two': '{client} and {other} both take themselves for the owner of {lock}.',
  'linearizableReads.old':
    'Server {from} tells server {server} that a read need see index {index} only; {floor} was committed when it was asked.',
} as const;

export const variants = {
  'lockWithoutLease.cause':
    'Whoever has waited for a lock takes it without a look at its own key, as clients of 3.4 do.',
  'lockWithoutLease.teaches':
    'The key before one’s own is gone: that says nothing about one’s own. A lease can run out while one waits.',
  'staleLessor.cause':
    'A leader whose disk stands still goes on with the leases’ clock: cut off, too, it confirms leases that the next leader lets run out, and has its revokes carried out by that one.',
  'staleLessor.teaches':
    'Keep-alives go to the next leader meanwhile: what the old one has not heard of is not what did not happen.',
  'commitOldTerm.cause': 'A leader commits whatever a majority has, also entries of older terms.',
  'commitOldTerm.teaches':
    'An entry of an older term on a majority can still be overwritten by a leader with a later last entry (figure 8): only an entry of its own term fixes what is before it.',
  'respBeforeFsync.cause': 'A member acknowledges entries while they wait for the disk.',
  'respBeforeFsync.teaches':
    'An acknowledgement is a promise about a disk: a power loss breaks it.',
  'forgetVote.cause': 'The vote is not written to the disk.',
  'forgetVote.teaches':
    'A member that restarts may vote twice in a term, and a term may get two leaders.',
  'voteBlind.cause': 'A member votes for whoever asks first, however short its log.',
  'voteBlind.teaches':
    'The look at the log is what keeps committed entries: a majority of votes must overlap with a majority of disks.',
  'halfMajority.cause': 'Half of an even number of voters is enough.',
  'halfMajority.teaches': 'Two halves need not overlap: both may commit.',
  'heartbeatFullCommit.cause':
    'A heartbeat tells the whole commit index, also to a member whose log was not compared yet.',
  'heartbeatFullCommit.teaches':
    'A member may hold something else at that index, and would apply it: hence the minimum with what it is known to have.',
  'appendBlind.cause': 'A member appends without asking whether the entry before agrees.',
  'appendBlind.teaches':
    'The look at the entry before makes logs equal by induction; without it they only look alike.',
  'neverCut.cause': 'A member keeps entries that differ from the leader’s.',
  'neverCut.teaches': 'What was never committed must go, or it is applied in place of what was.',
  'selfQuorum.cause': 'A leader commits as soon as its own disk has an entry.',
  'selfQuorum.teaches': 'One disk is no majority: the next leader need not have it.',
  'applyAtAppend.cause': 'A member applies entries when they come.',
  'applyAtAppend.teaches':
    'What is in a log may still be overwritten; only what is committed may be seen.',
  'readLocal.cause':
    'A leader answers reads from its own commit index, without a round of heartbeats.',
  'readLocal.teaches': 'A leader that was frozen or cut off does not know that it leads no more.',
  'leaseRead.cause':
    'A leader answers reads while by its own clock nobody else can have been elected.',
  'leaseRead.teaches':
    'A clock that stands still with its process measures nothing: the lease is over, and its holder cannot know.',
  'applyBesideWal.cause': 'What is committed is applied while the disk still writes it.',
  'applyBesideWal.teaches': 'A client may be told of what a power loss takes away.',
  'stateBeforeSnapshot.cause':
    'Term and commit index are written before the snapshot that they need.',
  'stateBeforeSnapshot.teaches': 'A crash in between leaves a disk that refuses to start.',
  'noEmptyEntry.cause': 'A new leader appends no empty entry.',
  'noEmptyEntry.teaches':
    'What it inherits is committed only with something of its own term: without a write, never.',
  'noEmptyEntry.symptom': 'The leader is never established.',
  'sameTimeouts.cause': 'All members wait equally long.',
  'sameTimeouts.teaches':
    'Who campaigns at the same moment splits the votes, again and again: hence the random timeouts.',
  'sameTimeouts.symptom': 'Votes are split.',
  'oneEntryAMessage.cause': 'A MsgApp carries one entry at most.',
  'oneEntryAMessage.teaches':
    'It changes nothing but speed, and makes figure 8 easy to see: an old entry may reach a majority without one of the leader’s own.',
  'oneEntryAMessage.symptom': 'Entries come one by one.',
  'noCheckQuorum.cause': 'A leader that hears from nobody goes on leading, and nobody has a lease.',
  'noCheckQuorum.teaches':
    'Nothing is committed wrongly, but clients of a cut-off leader wait, and a returning member disturbs a sound leader.',
  'noCheckQuorum.symptom': 'Two servers lead for long.',
  'preVote.cause': 'Pre-vote is on, as it is by default since etcd 3.5.',
  'preVote.teaches': 'A member that was cut off comes back in its old term and disturbs nobody.',
  'preVote.symptom': 'The leader stays.',
  'termHints.cause': 'A refusal says which term the member has there, as since etcd 3.5.',
  'termHints.teaches':
    'The leader skips a term at a time, where 3.4 goes back one index a round trip.',
  'termHints.symptom': 'One refusal is enough.',
} as const;

export const stage = {
  'client.connected': 'connected',
  'promise.term': 'term',
  'promise.votedFor': 'vote',
} as const;

/** The ward where it is seen in etcd's keys. */
export const ward = {
  'keys.choose.server': 'Which member’s keys the ward shows',
  'keys.down': 'Server {sid} is down: it has no keys in memory to look at. Choose another.',
  'keys.noTree': 'Server {sid} has no key medical/resources/equipment/MRI yet.',
  'keys.unseen': '{who} is inside; the keys of this member do not show it yet',
  'keys.old': 'This member knows of no leader now: what it shows may be old',
} as const;
