import { beginAt } from './began.ts';
import { joined } from './kept-session.ts';
import type { Room } from './room.svelte.ts';

/** What went before was the rehearsal: the room sees the lesson from its first step. */
export function beginAnew(room: Room): void {
  const { lab, votes, ways } = room;
  const { session, since } = { session: votes.session, since: room.since };
  votes.endRehearsal();
  const now = Date.now();
  room.since = beginAt(now, now);
  if (room.desk.lesson !== null) room.goToStep(0);
  const place = ways.checkpoints.at(-1);
  const told = session.spent.length > 0 ? 'done' : 'none';
  // As if it had not been: what was timed and voted since then is the same session's, too.
  const run = (): void => {
    votes.keep(joined(session, votes.session));
    room.since = beginAt(since, Date.now());
    const isHere = room.desk.lesson !== null && ways.checkpoints.at(-1) === place;
    if (isHere && place !== undefined) void room.restore(place);
  };
  lab.notify(`present.times.anew.${told}`, {}, 'kept', { key: 'shell.undo', run });
}
