/** What must hold in every run: under its name the statement, under a rule's id what broke it. */
export const invariants = {
  Leadership1: 'Two servers that lead the same epoch, past discovery, are one and the same.',
  Leadership2: 'An epoch has at most one leader, ever.',
  PrefixConsistency:
    'Of any two serving servers, the committed history of one is the beginning of the other’s.',
  Integrity: 'What is committed was proposed by a leader, and only what is committed is applied.',
  Agreement:
    'Of two committed transactions on two servers, one of the servers has both: neither history has something that the other lacks.',
  TotalOrder: 'If one server has a before b, whoever has b has a before it.',
  LocalPrimaryOrder:
    'What one leader proposes in one epoch is committed in the order of its proposals, without gaps.',
  GlobalPrimaryOrder: 'Transactions of an earlier epoch come before those of a later one.',
  PrimaryIntegrity: 'What a serving follower has of earlier epochs its leader has committed, too.',
  CommittedLogDurability: 'No repair (TRUNC, SNAP) ever takes away a committed transaction.',
  CommittedLogMonotonicity:
    'What the newest leader commits goes on where everything committed before it ends.',
  LeaderLogCompleteness: 'A newly established leader has everything that was ever committed.',
  ProcessConsistency:
    'The history of a follower that adopted the epoch is the beginning of its leader’s.',
  DiskEpochs:
    'On every disk acceptedEpoch is at least currentEpoch, and that at least the epoch of the last transaction.',
  stateInconsistent: 'No packet is handled in another phase than its own.',
  proposalInconsistent:
    'Each proposal follows the one before it, and a TRUNC names an entry that the learner has.',
  commitInconsistent: 'A COMMIT names the oldest proposal that is not yet committed.',
  ackInconsistent: 'A learner acknowledges NEWLEADER first, and then proposals in rising order.',
  messageIllegal: 'Nobody gets a packet that its role should never receive.',
  AcknowledgedWrites: 'A write that a client was told is done is never lost.',
  SessionReads: 'A session never reads backwards, whichever servers it speaks to.',
  SessionOrder: 'A session’s writes take effect in the order in which it asked for them.',
  LinearizableWrites:
    'Writes take effect one at a time: one that was asked for after another was acknowledged comes behind it.',
  EphemeralOwners: 'The owner of every ephemeral node is a live session.',
  SequenceSuffixes: 'Under one parent no sequence suffix is given twice.',

  'leadership1.two': 'Servers {server} and {other} both lead epoch {epoch}.',
  'leadership2.again': 'Server {server} leads epoch {epoch}, which server {other} has led before.',
  'leadership2.unelected':
    'Server {server} leads epoch {epoch} and commits {zxid}, of an epoch it was not elected for.',
  'prefixConsistency.differs':
    'Server {server} has {zxid} at place {position} of its history, where {expected} is committed.',
  'prefixConsistency.tree':
    'Servers {server} and {other} both stand at {zxid}, and their trees differ at {path}.',
  'integrity.notProposed':
    'Server {server} has {zxid}, which is not what server {leader}, the leader of that epoch, proposed.',
  'integrity.notCommitted': 'Server {server} applied {zxid}, which no leader has committed.',
  'agreement.neither':
    'Server {server} applied {zxid}, which server {other} does not have, and lacks {lacks}, which it has.',
  'totalOrder.skipped': 'Server {server} applied {zxid} where others have applied {before} first.',
  'localPrimaryOrder.gap':
    'Server {server} has {zxid}, but not {before} right before it, as its leader proposed them.',
  'globalPrimaryOrder.older':
    'Server {server} has {zxid} behind {after}, which is of a later epoch.',
  'primaryIntegrity.lacks':
    'Server {server} begins to serve with {zxid}, which server {leader}, its leader in epoch {epoch}, does not have.',
  'committedLogDurability.cut':
    'A {how} takes {zxid} from server {server}, though it is committed and the leader does not have it.',
  'committedLogMonotonicity.gap':
    'Server {server} commits {zxid}, but what is committed ends with {after}, and it does not follow that.',
  'leaderLogCompleteness.lacks':
    'Server {server} is the established leader of epoch {epoch}, its history ends with {last}, and it lacks {zxid}, which is committed.',
  'processConsistency.differs':
    'Server {server} has adopted the epoch of server {leader}, but its own {zxid} is not what follows in the leader’s history.',
  'diskEpochs.broken':
    'On server {server}’s disk acceptedEpoch is {accepted}, currentEpoch {current}, and the last transaction {zxid}: with that it refuses to start.',
  'stateInconsistent.phase':
    'Server {server} got {message} from server {from} while {state}, where it has no place.',
  'proposalInconsistent.gap':
    'Server {server} got the proposal {zxid}, which does not follow {after}, the last one it has.',
  'proposalInconsistent.trunc':
    'Server {from} tells server {server} to cut after {zxid}, which it does not have.',
  'commitInconsistent.order':
    'Server {from} commits {zxid} to server {server}, whose oldest open proposal is {head}.',
  'commitInconsistent.unknown':
    'Server {from} commits {zxid} to server {server}, which has no such proposal.',
  'ackInconsistent.newLeader':
    'Server {from} acknowledges {zxid} to server {server} before NEWLEADER of epoch {epoch}.',
  'ackInconsistent.order':
    'Server {from} acknowledges {zxid} to server {server}, which is not what comes next in epoch {epoch}.',
  'messageIllegal.role':
    'Server {server} got {message} from server {from} while {state}, a role that never receives it.',
  'acknowledgedWrites.lost':
    '{client} was told that its write {zxid} (request {xid}) is done, and server {server} leads without it.',
  'sessionReads.backwards':
    '{client} was answered as of {zxid} (request {xid}) after it had seen {seen}.',
  'sessionReads.ahead':
    '{client} was answered as of {zxid} (request {xid}), but shown a change of {seen}.',
  'sessionOrder.late':
    'Request {xid} of session {session} is committed as {zxid}, after its request {before}.',
  'linearizableWrites.order':
    '{client} asked for request {xid} after {before} was acknowledged, and it took effect before that, as {zxid}.',
  'linearizableWrites.other':
    '{client} was told that its request {xid} is {zxid}, which is somebody else’s transaction.',
  'ephemeralOwners.orphan':
    'On server {server}, as of {zxid}, {path} belongs to session {session}, which is not alive.',
  'sequenceSuffixes.repeated':
    '{path} is child number {count} of {parent}, which has had {before} already ({zxid}).',
} as const;
