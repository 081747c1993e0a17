import type { ClientName } from '../../model/index.ts';
import type { Endpoint, World } from '../../sim/index.ts';
import { type Boards, boardsOf } from './boards.ts';
import { eyeOf } from './eye.ts';
import { type Device, deviceOf, MRI } from './places.ts';
import type { Records } from './records.ts';
import { type Believer, type Sight, TREES, type Visitor } from './sight.ts';

/** The hospital as one server's tree shows it, or the tree of the server that a client asks. */
export interface WardModel {
  readonly eye: Endpoint;
  /** The node of the device whose room it is. */
  readonly device: Device;
  /** Why there is nothing to see. */
  readonly blank: 'down' | 'apart' | 'noTree' | null;
  /** This tree is that of a server that serves nobody. */
  readonly isOld: boolean;
  /** Whose node is the lowest: the lock's owner by this tree. */
  readonly inside: Visitor | null;
  /** Clients that believe that they are inside, by their own account, whatever any tree says. */
  readonly believers: readonly Believer[];
  /** Two who believe that they are inside: two patients in one scanner. */
  readonly alarm: boolean;
  /** The one who is inside by its own account, where this tree names somebody else or nobody. */
  readonly unseen: ClientName | null;
  readonly queue: readonly Visitor[];
  readonly boards: Boards | null;
  /** What the scanner's status node says; null: there is no such node. */
  readonly status: string | null;
}

/**
 * What the whiteboard in the ward says, and who acts on what they believe. Whether two are inside
 * is theirs to say and no tree's: a server that is behind, or down, is no reason for an alarm.
 */
export function wardModel(
  world: World,
  chosen: Endpoint | null,
  sight: Sight = TREES,
  /** What a lesson is about. */
  lit?: ReadonlySet<string>,
): WardModel {
  const { end: eye, blank, seen, isOld } = eyeOf(world, chosen, sight);
  const spoken = deviceOf(lit);
  const device = seen?.records.has(spoken) === false ? MRI : spoken;
  const believers = sight.believersOf(world, device);
  const alarm = believers.length > 1;
  const common = { eye, device, isOld, believers, alarm };
  if (seen === null || !seen.records.has(device)) {
    const none = { inside: null, unseen: null, queue: [], boards: null, status: null };
    return { ...common, ...none, blank: blank ?? 'noTree' };
  }
  const [first = null, ...line] = sight.visitorsOf(world, seen.host, device);
  const naive = sight.naiveOf?.(world, seen.host, device);
  const inside = first ?? naive?.inside ?? null;
  const [believer] = believers;
  const isUnseen = !alarm && believer !== undefined && believer.name !== inside?.who;
  return {
    ...common,
    blank: null,
    inside,
    unseen: isUnseen ? believer.name : null,
    queue: [...line, ...(naive?.queue ?? [])],
    boards: boardsOf(seen.records, isOld, device),
    status: statusOf(seen.records, device),
  };
}

function statusOf(records: Records, device: Device): string | null {
  const path = `${device}/status`;
  // What the node itself says counts where there is none for it.
  const said = records.textAt(path) ?? records.textAt(device) ?? '';
  return said === '' ? null : said;
}
