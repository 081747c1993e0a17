/** Why a message is sent, and what its receiver makes of it: the rule, and the class it comes from. */
export const messages = {
  'sent.NOTIFICATION':
    'A server that looks for a leader tells every voter whom it votes for, and again whenever it changes its mind (FastLeaderElection).',
  'sent.NOTIFICATION.decided':
    'Whoever has a leader answers a server that is still looking with the vote that was decided (WorkerReceiver).',
  'sent.FOLLOWERINFO':
    'The first thing a follower says is the highest epoch it has accepted: the leader’s new epoch must be greater than any (CEPOCH).',
  'sent.OBSERVERINFO':
    'An observer introduces itself like a follower, but is not counted in any quorum.',
  'sent.LEADERINFO':
    'With a quorum’s reports in hand the leader proposes a new epoch, one more than any of them has accepted (NEWEPOCH).',
  'sent.ACKEPOCH':
    'The follower has promised the new epoch on disk, and says how far its own history reaches (ACK-E).',
  'sent.ACKEPOCH.again':
    'This server has acknowledged the epoch before, and says so with -1: it must not be counted twice.',
  'sent.DIFF':
    'The learner’s history is a beginning of the leader’s: only what is missing is sent (LearnerHandler.syncFollower).',
  'sent.TRUNC':
    'The learner has more than the leader: the surplus was never committed and must go (LearnerHandler.syncFollower).',
  'sent.SNAP':
    'The learner is too far behind, or went another way: it gets the whole tree (LearnerHandler.syncFollower).',
  'sent.PROPOSAL':
    'The leader sends every write to all followers, in the order of zxids, and waits for a quorum, not for all (Leader.propose).',
  'sent.COMMIT':
    'A quorum has the proposal on disk; followers already have its content, so a COMMIT needs only the zxid (Leader.commit).',
  'sent.INFORM':
    'Observers were not asked, so the committed transaction reaches them whole, in one message (Leader.inform).',
  'sent.NEWLEADER':
    'The leader’s history ends here: whoever has it all on disk is asked to acknowledge the leader (Leader.lead).',
  'sent.UPTODATE':
    'A quorum has acknowledged the leader: this learner may serve clients from now on.',
  'sent.ACK':
    'A follower acknowledges what it has on disk, not what it has applied (SendAckRequestProcessor).',
  'sent.ACK.newLeader':
    'The follower has the leader’s whole history on disk and is in the new epoch: it acknowledges the leader (Learner.syncWithLeader).',
  'sent.PING':
    'Twice a tick the leader pings its learners; the answer says that a learner lives and which sessions were active there (LearnerHandler.ping).',
  'sent.REQUEST':
    'Only the leader orders writes: a follower sends its clients’ writes on (FollowerRequestProcessor).',
  'sent.SYNC':
    'The answer to a sync travels in the same stream as the COMMITs: whatever was committed before it arrives before it (Leader.processSync).',
  'sent.REVALIDATE':
    'Only the leader knows which sessions live: a learner asks it before it takes over a client (Learner.validateSession).',
  'sent.CONNECT':
    'A client asks for a session; its timeout is the server’s to grant, between 2 and 20 ticks.',
  'sent.CONNECT.again':
    'The client goes on with its session on another connection and says the newest zxid it has seen, so that nobody shows it the past.',
  'sent.CONNECTED':
    'The session is known to a quorum, and the client learns the timeout it was granted.',
  'sent.CONNECTED.expired':
    'The session is over, and this is the first the client hears of it: timeout 0.',
  'sent.CLOSE': 'The client ends its connection; the session lives on until its time is up.',
  'sent.CLOSE.noLeader':
    'This server follows no established leader and is none: it serves nobody, so it ends its clients’ connections, and every new one (ZooKeeperServer.shutdown).',
  'sent.CLOSE.over':
    'The session is over, closed or expired: the transaction that ends it is applied here, and the connection goes with it (FinalRequestProcessor).',
  'sent.CLOSE.expired':
    'The client came with a session that is over, or not its own: it has just been told so, with timeout 0 (ZooKeeperServer.finishSessionInit).',
  'sent.CLOSE.moved':
    'The session goes on over another connection: what still comes on this one is refused, and the connection ended (SESSIONMOVED).',
  'sent.CLOSE.tooLong':
    'The request is longer than a server reads at once (jute.maxbuffer): it hangs up without an answer (NIOServerCnxn.readLength).',
  'sent.CLOSE.unreadable':
    'The server could not read the request: it hangs up without an answer (NIOServerCnxn).',
  'sent.CLOSE.unknown':
    'The server knows no such request: it has said so, and hangs up (UNIMPLEMENTED).',
  'sent.CLOSE.noAuth':
    'The client could not say who it is: it has been told AUTHFAILED, and the server hangs up (ZooKeeperServer.processPacket).',
  'sent.CLOSE.notReady':
    'This member is not ready yet, or what came is no request of etcd’s: it hangs up.',
  'sent.CLOSE.client.seenNewer':
    'The client has seen a newer zxid than this server’s last: it is refused, so that nobody reads backwards in time (ZooKeeperServer.processConnectRequest).',
  'sent.CLOSE.client.notReadOnly':
    'This server only reads, and the client did not say that this is enough for it: it is refused (ZooKeeperServer.processConnectRequest).',
  'sent.CLOSE.client.globalSession':
    'The client brings a session of the whole ensemble, and nobody here could say whether it still lives: it is refused (ReadOnlyZooKeeperServer.validateSession).',
  'sent.CLOSE.readOnly.ended':
    'The election is over: readers have to come again, to whatever this server becomes (ReadOnlyZooKeeperServer.shutdown).',
  'sent.CALL': 'Requests of one client are sent in order and answered in order (ClientCnxn).',
  'sent.CALL.write':
    'A write goes through the leader and a quorum, whichever server it is given to.',
  'sent.CALL.read':
    'A read is answered by the server it reaches, from its own memory: quick, and perhaps a little old.',
  'sent.CALL.sync':
    'sync asks the leader for nothing but its place in the stream: when the answer is there, the server has caught up with what was committed before.',
  'sent.CALL.ping':
    'A client that has nothing to say pings after a third of its timeout: silence is what ends a session.',
  'sent.REPLY':
    'A server answers when it has applied the write itself, and names the last zxid it knows (FinalRequestProcessor).',
  'sent.REPLY.error':
    'An error is an answer like any other: a write that fails its checks changes nothing, yet has its place in the order and its zxid (PrepRequestProcessor).',
  'sent.EVENT':
    'Watches live on the client’s own server and fire when that server applies the change, before any answer that shows it (WatchManager).',
  'received.NOTIFICATION':
    'The vote is counted if it is of the same round; a better one is adopted and passed on.',
  'received.NOTIFICATION.decided':
    'A latecomer needs to hear it from the leader itself and from a quorum before it joins (checkLeader).',
  'received.FOLLOWERINFO':
    'The leader waits until a quorum, itself included, has reported its epochs (Leader.getEpochToPropose).',
  'received.OBSERVERINFO': 'An observer’s epoch is heeded, but it does not make a quorum.',
  'received.LEADERINFO':
    'The follower promises the epoch, on disk, if it is newer than any it has promised before; an older one it refuses.',
  'received.ACKEPOCH':
    'The leader checks that nobody’s history is newer than its own, and compares histories to decide what to send (waitForEpochAck).',
  'received.ACKEPOCH.again':
    'It was counted before: the leader goes straight on to bring it up to date.',
  'received.DIFF':
    'The learner keeps what it has; what is missing follows as proposals and commits.',
  'received.TRUNC': 'The learner cuts its log and reads its tree from disk again.',
  'received.SNAP': 'The learner throws its tree away and takes the leader’s.',
  'received.PROPOSAL':
    'The follower appends it to its log at once; it is acknowledged when it is on disk, and applied only after the COMMIT.',
  'received.COMMIT': 'The follower applies the oldest proposal it holds; it must be this one.',
  'received.INFORM': 'The observer applies it: it was committed without its vote.',
  'received.NEWLEADER':
    'Everything before it must be on disk before the learner adopts the epoch and acknowledges.',
  'received.UPTODATE': 'The learner is in BROADCAST and serves clients.',
  'received.ACK':
    'The leader counts it; with a quorum, and everything before it committed, the proposal is committed (Leader.processAck).',
  'received.ACK.newLeader':
    'With a quorum of these the leader is established, and its whole history is committed (waitForNewLeaderAck).',
  'received.PING':
    'Whoever hears from the other side knows that it lives, and for another syncLimit ticks it need not worry.',
  'received.REQUEST':
    'The leader checks it against what the tree will be, gives it the next zxid and proposes it (PrepRequestProcessor).',
  'received.SYNC':
    'Everything committed before the sync has arrived in the same stream: now the client may be answered.',
  'received.REVALIDATE':
    'Whoever holds the session’s clock decides: the leader touches it and makes the asking server its owner.',
  'received.CONNECT':
    'The server has a session made by transaction, through the leader and a quorum.',
  'received.CONNECT.again':
    'The server refuses a client that has seen more than itself; otherwise it asks the leader whether the session still lives.',
  'received.CONNECTED': 'The client is connected; it sets its watches again if it had any.',
  'received.CONNECTED.expired':
    'The handle is dead: its ephemeral nodes are gone, and a new session has to be begun.',
  'received.CLOSE': 'The connection is over; the session is not, unless it was closed.',
  'received.CALL': 'The server takes requests of one session strictly in order (CommitProcessor).',
  'received.CALL.write':
    'The server sends it to the leader and lets later requests of this session wait until it is applied here (CommitProcessor).',
  'received.CALL.read':
    'The server answers from its own tree, at once, unless a write of the same session is still under way (CommitProcessor).',
  'received.CALL.sync':
    'The server asks the leader, and answers when the leader’s SYNC has come down the stream.',
  'received.CALL.ping':
    'The server remembers that the session lives and tells the leader with its next answer to a PING.',
  'received.REPLY':
    'The client remembers the largest zxid it has seen: from now on no older state will be shown to it.',
  'received.REPLY.error': 'The answer is definite: the request was refused, and nothing changed.',
  'received.EVENT':
    'A watch tells that something changed, not what: the client must look again, and set the watch again if it wants another.',
} as const;
