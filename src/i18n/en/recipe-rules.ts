const failed = 'The recipe cannot go on at {path}: the server answers {code}.';

/** Why a recipe moved; part of the rules. `own` and `before` are node names. */
export const recipeRules = {
  'herd-lock.begin':
    'The naive lock: every client tries to create the same ephemeral node {path}, and whoever succeeds has the lock.',
  'herd-lock.waits':
    '{before} is there already, so the client watches that very node, as all the others who wait do.',
  'herd-lock.granted':
    'The client’s own create of {own} succeeded: it has the lock. Its fencing token is {token}, when its node was made: a resource that keeps the largest it has seen can refuse an older holder.',
  'herd-lock.again':
    '{own} is gone and everybody who watched it is woken; all try at once, and all but one in vain (the herd effect).',
  'herd-lock.released': 'The client has given up the lock, or its place among those who wait.',
  'herd-lock.lost':
    'The session has expired, and the node with it: the lock is gone, whatever the client still believes.',
  'herd-lock.unsure':
    'The connection is lost: {own} may live or may be gone, so the client must stop acting as the holder until it knows.',
  'herd-lock.failed': failed,

  'read-lock.begin':
    'A client that wants to read makes an ephemeral sequential read- node in {path}: its number is its place in line.',
  'read-lock.waits':
    '{before} is the nearest writer ahead of {own}: only a writer keeps a reader waiting, so that is the one it watches.',
  'read-lock.granted': 'No writer is ahead of {own}: it may read, together with other readers.',
  'read-lock.again':
    'The writer before {own} is gone; whether another one is ahead is not certain, so the line is read again.',
  'read-lock.released': 'The read lock is given back by deleting {own}.',
  'read-lock.lost':
    'The session has expired, and {own} with it: the read lock is gone, whatever the client still believes.',
  'read-lock.unsure':
    'The connection is lost: {own} may live or may be gone, so the client must stop reading as the holder until it knows.',
  'read-lock.found':
    'The answer to the create was lost, but the node is there: {own} is recognised by its guid, and no second one is made.',
  'read-lock.failed': failed,

  'barrier.begin': 'As long as {path} exists nobody may pass: the client asks whether it does.',
  'barrier.waits': '{before} is there: the barrier is closed, and the client watches its node.',
  'barrier.granted': '{own} is not there: the barrier is open.',
  'barrier.again':
    'Something happened to {own}; an event does not say whether the barrier is open now, so the client asks again.',
  'barrier.released': 'The client waits no longer.',
  'barrier.lost': 'The session has expired: the client must begin again.',
  'barrier.failed': failed,

  'double-barrier.begin':
    'Nobody begins before all are there: the data of {path} say how many that is.',
  'double-barrier.waits':
    '{here} of {size} are there: the client waits for the node “ready”, which the last one to come makes.',
  'double-barrier.granted': 'All {size} are there: everybody begins.',
  'double-barrier.departs':
    'Nobody is done before all are: the client waits for {before} to go, then looks who is left.',
  'double-barrier.released': 'Nobody is left inside: the client is done.',
  'double-barrier.lost':
    'The session has expired, and with it the node that stood for this client: the others count it as gone.',
  'double-barrier.failed': failed,

  'queue.begin': 'A consumer lists the items in {path}, with a watch for those to come.',
  'queue.waits': 'There is nothing in {path}: the consumer waits for the list to change.',
  'queue.took': 'The delete of {item} succeeded: nobody else can have taken it.',
  'queue.missed': '{item} was gone when it was to be deleted: another consumer has it.',
  'queue.unsure':
    'The answer to the delete of {item} was lost and the item is gone: this consumer took it, or another one did.',
  'queue.left':
    'The consumer stops before the answer to the delete of {item} is there: whether it has taken it is not known.',
  'queue.released': 'The consumer stops.',
  'queue.lost': 'The session has expired: the consumer must begin again.',
  'queue.failed': failed,

  'priority-queue.begin':
    'A consumer lists the items in {path}, with a watch: the two digits before the suffix say how urgent an item is.',
  'priority-queue.waits': 'There is nothing in {path}: the consumer waits for the list to change.',
  'priority-queue.took': 'The delete of {item} succeeded: nobody else can have taken it.',
  'priority-queue.missed': '{item} was gone when it was to be deleted: another consumer has it.',
  'priority-queue.unsure':
    'The answer to the delete of {item} was lost and the item is gone: this consumer took it, or another one did.',
  'priority-queue.left':
    'The consumer stops before the answer to the delete of {item} is there: whether it has taken it is not known.',
  'priority-queue.released': 'The consumer stops.',
  'priority-queue.lost': 'The session has expired: the consumer must begin again.',
  'priority-queue.failed': failed,

  'group.begin':
    'A member makes an ephemeral node in {path}: it is there as long as its session is.',
  'group.sees':
    '{own} sees {members} {members:member/members}, itself among them; its watch tells when that changes.',
  'group.released': 'The member leaves by deleting {own}: the others see it at once.',
  'group.lost':
    'The session has expired, and {own} with it: for the others this member was there until now.',
  'group.failed': failed,

  'semaphore.begin':
    'As many clients as the data of {path} say may go at a time; the others stand in line.',
  'semaphore.waits':
    '{ahead} are ahead of {own}, and only {size} may go at a time; since any of those may leave first, the client watches the whole line.',
  'semaphore.granted': '{own} is among the first {size} in line: it may go.',
  'semaphore.released': 'The place is given back by deleting {own}.',
  'semaphore.lost':
    'The session has expired, and {own} with it: the place is gone, whatever the client still believes.',
  'semaphore.failed': failed,

  'two-phase-commit.begin':
    'All sites do it, or none does: the data of the node above {path} name the sites, and the coordinator makes {path} with a node for each of them.',
  'two-phase-commit.waits':
    '{here} of {size} {size:site has/sites have} voted commit; the coordinator watches the nodes of the others. It cannot tell a slow site from a dead one: releasing it means abort.',
  'two-phase-commit.commits':
    'The verdict in {path} is commit: every site had voted so, and one write has decided it for all.',
  'two-phase-commit.aborts':
    'The verdict in {path} is abort: a site voted against it, or the coordinator gave up before all votes were there.',
  'two-phase-commit.released': 'The coordinator leaves: there is no transaction yet.',
  'two-phase-commit.lost':
    'The coordinator’s session has expired. If there is no verdict yet, sites that have voted commit are stuck until another client coordinates the same node.',
  'two-phase-commit.failed': failed,

  'vote.begin':
    'A site writes its vote into its own node {path}, once; the verdict will stand in the node above.',
  'vote.early': 'The coordinator has not made {path} yet: the site waits for it.',
  'vote.waits':
    '{own} has voted commit and is bound by it: until the verdict is in {before} it may neither do it nor leave it, even if the coordinator is dead.',
  'vote.commits': 'The verdict in {path} is commit: the site does it.',
  'vote.aborts': 'The site does nothing: it voted against it, or the verdict in {path} is abort.',
  'vote.released':
    'The site no longer waits. A vote for commit still binds it: it must ask for the verdict before it does anything.',
  'vote.lost':
    'The session has expired, the vote in {own} has not: the site must ask for the verdict anew before it does anything.',
  'vote.failed': failed,
};
