import type { Pointed, PointedPart } from '../props.ts';
import type { StageModel } from './model.ts';
import type { ServerShape } from './servers.ts';
import { pointedThing } from './why.ts';

/** What an element of the stage stands for: cards and marks say little of that themselves. */

/** The parts of a card that can be asked about, in the order in which they stand there. */
const PARTS = '.who strong, .who small, .epoch, .slow, .cells > g';
const SIGN = '.crown, .cross';

/** The element of a part, of a thing, or none of them, in which an element lies. */
export function partOf(element: Element | null): Element | null {
  return element?.closest(`${PARTS}, ${SIGN}, [data-thing], [data-link], .meter`) ?? null;
}

/** A card and its parts, one after the other: for who goes through them with keys. */
export function partsOf(card: Element): readonly Element[] {
  return [card, ...card.querySelectorAll(PARTS)];
}

/** How many elements like it stand after it. */
function after(element: Element, selector: string, card: Element): number {
  const all = [...card.querySelectorAll(selector)];
  return all.length - 1 - all.indexOf(element);
}

function partOn(element: Element, card: Element, server: ServerShape): PointedPart | undefined {
  if (element === card) return undefined;
  if (element.matches('.slow')) return { type: 'disk' };
  if (element.matches('.who small') && server.vote !== null) return { type: 'vote' };
  // The strip shows the last ones, and so many promises as there are.
  if (element.matches('.cells > g')) {
    const cell = server.cells.at(-1 - after(element, '.cells > g', card));
    if (cell === undefined) return undefined;
    const { epoch, counter, stage } = cell;
    return { type: 'entry', zxid: { epoch, counter }, stage };
  }
  if (element.matches('.epoch')) {
    const promise = server.promises.at(-1 - after(element, '.epoch', card));
    return promise && { type: 'promise', name: promise.name };
  }
  return { type: 'role' };
}

/** What is pointed at with an element of the stage; null: nothing that could be asked about. */
export function pointedOn(element: Element | null, model: StageModel): Pointed | null {
  const found = partOf(element);
  if (found === null) return null;
  const { quorum } = model;
  if (found.matches('.meter')) return quorum && pointedThing({ type: 'quorum', quorum });
  const link = model.links.find(({ key }) => key === found.getAttribute('data-link'));
  if (link !== undefined) return pointedThing({ type: 'link', link });
  const card = found.closest('[data-thing]');
  const thing = card?.getAttribute('data-thing') ?? '';
  const client = model.clients.find(({ name }) => thing === `client ${name}`);
  if (client !== undefined) return pointedThing({ type: 'client', client });
  const server = model.servers.find(({ sid }) => thing === `server ${sid}`);
  if (card === null || server === undefined) return null;
  const part = partOn(found, card, server);
  return { n: null, message: null, ends: [server.sid], ...(part ? { part } : {}) };
}
