import { beganAt, beginAt } from './began.ts';
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

/**
 * The trainer's window is there. Another day what was timed and voted is still that of the session
 * before, for its report: it is told, and can be kept as the rehearsal. Without any, all is new.
 */
export function openSession(room: Room): void {
  const now = Date.now();
  const { began, isApart } = beganAt(now);
  if (!isApart) return;
  const { ballots, spent } = room.votes.session;
  if (ballots.length + spent.length === 0) room.since = beginAt(now, now);
  else {
    const { lab } = room;
    const when = new Date(began).toLocaleDateString(lab.settings.language, { dateStyle: 'long' });
    const run = (): void => beginAnew(room);
    lab.notify('present.times.earlier', { when }, 'kept', { key: 'present.times.anew', run });
  }
}
