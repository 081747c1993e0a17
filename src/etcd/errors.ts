/** gRPC's codes for what can go wrong here (google.golang.org/grpc/codes). */
export const GRPC_CODES = {
  Unknown: 2,
  InvalidArgument: 3,
  DeadlineExceeded: 4,
  NotFound: 5,
  ResourceExhausted: 8,
  FailedPrecondition: 9,
  OutOfRange: 11,
  Unavailable: 14,
} as const;
export type GrpcCode = keyof typeof GRPC_CODES;

interface ErrorRow {
  readonly code: GrpcCode;
  readonly text: string;
}
const row = (code: GrpcCode, text: string): ErrorRow => ({ code, text });

/**
 * What a member answers when it does not do what it was asked to: code and text as they stand on
 * the wire (rpctypes/error.go; the last two have no row there, and pass as they are; `overLimit` is
 * gRPC's own, and how long the message was follows: `refusalText`).
 */
export const ETCD_ERRORS = {
  emptyKey: row('InvalidArgument', 'etcdserver: key is not provided'),
  keyNotFound: row('InvalidArgument', 'etcdserver: key not found'),
  valueProvided: row('InvalidArgument', 'etcdserver: value is provided'),
  leaseProvided: row('InvalidArgument', 'etcdserver: lease is provided'),
  tooManyOps: row('InvalidArgument', 'etcdserver: too many operations in txn request'),
  duplicateKey: row('InvalidArgument', 'etcdserver: duplicate key given in txn request'),
  tooLarge: row('InvalidArgument', 'etcdserver: request is too large'),
  noSpace: row('ResourceExhausted', 'etcdserver: mvcc: database space exceeded'),
  overLimit: row('ResourceExhausted', 'grpc: received message larger than max'),
  compacted: row('OutOfRange', 'etcdserver: mvcc: required revision has been compacted'),
  futureRevision: row('OutOfRange', 'etcdserver: mvcc: required revision is a future revision'),
  leaseNotFound: row('NotFound', 'etcdserver: requested lease not found'),
  leaseExists: row('FailedPrecondition', 'etcdserver: lease already exists'),
  leaseTtlTooLarge: row('OutOfRange', 'etcdserver: too large lease TTL'),
  notForLearner: row('Unavailable', 'etcdserver: rpc not supported for learner'),
  noLeader: row('Unavailable', 'etcdserver: no leader'),
  notLeader: row('FailedPrecondition', 'etcdserver: not leader'),
  leaderChanged: row('Unavailable', 'etcdserver: leader changed'),
  badTransferee: row('FailedPrecondition', 'etcdserver: bad leader transferee'),
  unhealthy: row('Unavailable', 'etcdserver: unhealthy cluster'),
  memberNotFound: row('NotFound', 'etcdserver: member not found'),
  memberExists: row('FailedPrecondition', 'etcdserver: Peer URLs already exists'),
  memberNotLearner: row('FailedPrecondition', 'etcdserver: can only promote a learner member'),
  learnerNotReady: row(
    'FailedPrecondition',
    'etcdserver: can only promote a learner member which is in sync with leader',
  ),
  tooManyLearners: row('FailedPrecondition', 'etcdserver: too many learner members in cluster'),
  notEnoughStarted: row(
    'Unknown',
    'etcdserver: re-configuration failed due to not enough started members',
  ),
  noMachine: row('Unknown', 'not modelled here: a member without a machine'),
  timeout: row('Unavailable', 'etcdserver: request timed out'),
  timeoutLeaderFailed: row(
    'Unavailable',
    'etcdserver: request timed out, possibly due to previous leader failure',
  ),
  proposalDropped: row('Unknown', 'raft proposal dropped'),
  deadline: row('Unknown', 'context deadline exceeded'),
} as const satisfies Readonly<Record<string, ErrorRow>>;

export type EtcdError = keyof typeof ETCD_ERRORS;
