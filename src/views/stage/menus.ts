import type { FactTexts, Key } from '../../i18n/index.ts';
import { printCommand, verbOf } from '../../script/index.ts';
import { type Deed, deedsFor, type FaultText, type Target, type World } from '../../sim/index.ts';
import { startingWith } from './client-offers.ts';
import { freeName } from './departments.ts';

/**
 * Something that can be done: a text and the line of script that does it. One list feeds menus,
 * keys and the palette. With `offers` it opens a page of more; with `why` it cannot be done now.
 */
export interface Offer {
  readonly id: string;
  readonly key: Key;
  readonly facts?: FactTexts;
  readonly line?: string;
  /** Lines that are said first: what the line needs in the tree. */
  readonly before?: readonly string[];
  readonly danger?: boolean;
  readonly why?: Key | null;
  readonly offers?: readonly Offer[];
}

/** What can be done to a thing: of each fault what it offers there. */
export function faultOffers(target: Target, world: World): readonly Offer[] {
  return deedsFor(target, world).map(offerOf);
}

function offerOf(deed: Deed<FaultText>): Offer {
  const { text, facts = {}, command, danger, why, page } = deed;
  return {
    id: [text, ...Object.values(facts)].join(' '),
    key: `faults.${text}`,
    facts,
    danger: danger === true,
    why: why ? `stage.why.${why}` : null,
    ...(command ? { line: printCommand(command) } : {}),
    ...(page ? { offers: page.map(offerOf) } : {}),
  };
}

/** What can be done to the ensemble as a whole. */
export function stageOffers(world: World): readonly Offer[] {
  const sids = world.hosts.map((host) => host.sid);
  const name = freeName(world.clientNames);
  // Each new client begins with another server, as real ones do: they shuffle the list.
  const first = world.clientNames.length % Math.max(1, sids.length);
  const turned = [...sids.slice(first), ...sids.slice(0, first)];
  const loaded = world.load !== null && world.load.clients > 0;
  const connect = (servers: string): string => `client ${name} connect ${servers} timeout 8000`;
  return [
    {
      id: 'client',
      key: 'stage.add.client',
      offers: [
        { id: 'any', key: 'stage.add.client.all', line: connect(turned.join(' ')) },
        ...sids.map(
          (sid): Offer => ({
            id: `at ${sid}`,
            key: 'stage.add.client.at',
            facts: { sid },
            line: connect(startingWith(sid, sids)),
          }),
        ),
      ],
    },
    loaded
      ? { id: 'load', key: 'stage.load.stop', line: 'load off' }
      : { id: 'load', key: 'stage.load.start', line: 'load 3 clients 1 per second' },
    ...faultOffers({ type: 'ensemble' }, world),
  ];
}

/** Said in a menu from which a lesson has left something out. */
const LEFT_OUT: Offer = { id: 'left out', key: 'stage.menu.leftOut', why: 'stage.why.lesson' };

/** Offers of those verbs, and a word where that leaves some out; null: all of them. */
export function limitedTo(
  offers: readonly Offer[],
  verbs: ReadonlySet<string> | null,
): readonly Offer[] {
  if (verbs === null) return offers;
  const within = (list: readonly Offer[]): readonly Offer[] =>
    list.flatMap((offer) => {
      if (offer.offers === undefined) return verbs.has(verbOf(offer.line ?? '')) ? offer : [];
      const page = within(offer.offers);
      return page.length === 0 ? [] : { ...offer, offers: page };
    });
  const kept = within(offers);
  return flatOffers(kept).length === flatOffers(offers).length ? kept : [...kept, LEFT_OUT];
}

/** Every offer that does something, pages opened. */
export function flatOffers(offers: readonly Offer[]): readonly Offer[] {
  return offers.flatMap((offer) => (offer.offers ? flatOffers(offer.offers) : [offer]));
}
