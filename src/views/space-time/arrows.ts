import type { SimEvent } from '../../sim/index.ts';
import { isActivity } from '../../timeline/index.ts';
import type { Arrow, PlacedTurn, When } from './model.ts';

type Carried = Arrow['event'];

/** How long a message is on its way on a LAN: of what was lost, how far it can have come. */
const USUAL_FLIGHT = 1000;

interface Flying {
  readonly event: Carried;
  readonly sent: When | null;
  held: When | null;
  readonly ns: number[];
}

function isCarried(event: SimEvent): event is Carried {
  return 'message' in event && 'id' in event;
}

/** Every message of some turns, in the order in which they came to an end. */
export function arrowsOf(
  turns: readonly PlacedTurn[],
  last: When,
  pings: boolean,
): readonly Arrow[] {
  const flying = new Map<number, Flying>();
  const arrows: Arrow[] = [];
  const end = (one: Flying, fate: Arrow['fate'], ended: When): void => {
    const { event, sent, held, ns } = one;
    const { id, from, to } = event;
    flying.delete(id);
    const reach = fate === 'delivered' ? 1 : reachOf(sent, held, ended, fate);
    arrows.push({ id, from, to, event, sent, fate, ended, held, reach, ns });
  };
  const known = (event: Carried): Flying => {
    const found = flying.get(event.id) ?? { event, sent: null, held: null, ns: [] };
    flying.set(event.id, found);
    return found;
  };
  for (const { at, place, n, events } of turns) {
    const when = { at, place };
    events.forEach((event, i) => {
      const lost = lostIn(event);
      if (lost !== null) {
        for (const id of lost) {
          const one = flying.get(id);
          if (one) end({ ...one, ns: [...one.ns, n + i] }, 'lost', when);
        }
        return;
      }
      if (!isCarried(event)) return;
      if (!pings && !isActivity({ ...event, type: 'messageSent' })) return;
      if (event.type === 'messageSent' || event.type === 'messageDuplicated') {
        flying.set(event.id, { event, sent: when, held: null, ns: [n + i] });
        return;
      }
      const one = known(event);
      one.ns.push(n + i);
      if (event.type === 'messageHeld') one.held = when;
      else if (event.type === 'messageDelivered') end(one, 'delivered', when);
      else if (event.type === 'messageDropped') end(one, 'lost', when);
    });
  }
  for (const one of [...flying.values()]) end(one, one.held === null ? 'flying' : 'held', last);
  return arrows;
}

/** The numbers of the messages that an event takes away; null: it is not of that kind. */
function lostIn(event: SimEvent): readonly number[] | null {
  if (event.type === 'connectionBroken') return event.lost;
  return event.type === 'serverCrashed' ? (event.silent ?? []) : null;
}

/** What a network holds or loses has come some of the way: it stands near the receiver if held. */
function reachOf(sent: When | null, held: When | null, ended: When, fate: Arrow['fate']): number {
  if (held !== null) return 0.86;
  if (sent === null) return 0.5;
  const most = fate === 'lost' ? 0.8 : 0.9;
  return Math.max(0.25, Math.min(most, (ended.at - sent.at) / USUAL_FLIGHT));
}
