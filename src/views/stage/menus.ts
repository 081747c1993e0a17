import type { FactTexts, Key } from '../../i18n/index.ts';
import type { ServerId } from '../../model/index.ts';
import { startingWith } from './client-offers.ts';
import { freeName } from './departments.ts';
import type { LinkShape, ServerShape, StageModel, TokenShape } from './model.ts';

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

const HOLDABLE = [
  'PROPOSAL',
  'ACK',
  'COMMIT',
  'NEWLEADER',
  'UPTODATE',
  'LEADERINFO',
  'ACKEPOCH',
  'FOLLOWERINFO',
  'NOTIFICATION',
] as const;

function hold(message: string, from: ServerId, to: ServerId): Offer {
  return {
    id: `hold ${message} ${from} ${to}`,
    key: 'stage.do.hold.to',
    facts: { message, from, to },
    line: `hold ${message} ${from} -> ${to}`,
  };
}

/** What can be done to a server. */
export function serverOffers(server: ServerShape, model: StageModel): readonly Offer[] {
  const { sid } = server;
  const down = server.status === 'down';
  const frozen = server.status === 'frozen';
  const others = model.servers.map((one) => one.sid).filter((other) => other !== sid);
  const slow = (ms: number): Offer => ({
    id: `disk ${ms}`,
    key: 'stage.do.disk.slow',
    facts: { ms },
    line: `disk ${sid} ${ms}`,
  });
  return [
    down
      ? { id: 'start', key: 'stage.do.start', line: `start ${sid}` }
      : { id: 'crash', key: 'stage.do.crash', line: `crash ${sid}`, danger: true },
    frozen
      ? { id: 'resume', key: 'stage.do.resume', line: `resume ${sid}` }
      : {
          id: 'freeze',
          key: 'stage.do.freeze',
          line: `freeze ${sid}`,
          why: down ? 'stage.why.down' : null,
        },
    {
      id: 'power-loss',
      key: 'stage.do.power-loss',
      line: `power-loss ${sid}`,
      danger: true,
      why: down ? 'stage.why.down' : null,
    },
    {
      id: 'isolate',
      key: 'stage.do.isolate',
      line: `isolate ${sid}`,
      danger: true,
      why: others.length === 0 ? 'stage.why.noConnection' : null,
    },
    {
      id: 'hold',
      key: 'stage.do.hold',
      why: others.length === 0 ? 'stage.why.noConnection' : null,
      offers: HOLDABLE.map((message) => ({
        id: message,
        key: 'stage.do.hold.this' as const,
        facts: { message },
        offers: others.flatMap((other) => [hold(message, sid, other), hold(message, other, sid)]),
      })),
    },
    {
      id: 'disk',
      key: 'stage.do.disk',
      offers: [
        { id: 'disk 0', key: 'stage.do.disk.normal', line: `disk ${sid} 0` },
        ...[100, 1500, 5000].map(slow),
      ],
    },
    {
      id: 'wipe',
      key: 'stage.do.wipe',
      line: `wipe ${sid}`,
      danger: true,
      why: down ? null : 'stage.why.up',
    },
  ];
}

/** What can be done to the link between two servers. */
export function linkOffers(link: LinkShape): readonly Offer[] {
  const { a, b } = link;
  const directions = [
    [a, b],
    [b, a],
  ] as const;
  const faulty = link.cutAB || link.cutBA || link.delayAB > 0 || link.delayBA > 0;
  return [
    ...(faulty
      ? [{ id: 'heal', key: 'stage.do.heal', line: `heal ${a} ${b}` } satisfies Offer]
      : []),
    ...(link.cutAB && link.cutBA
      ? []
      : [
          {
            id: 'cut',
            key: 'stage.do.cut.both',
            line: `cut ${a} ${b}`,
            danger: true,
          } satisfies Offer,
        ]),
    ...directions
      .filter(([from]) => (from === a ? !link.cutAB : !link.cutBA))
      .map(
        ([from, to]): Offer => ({
          id: `cut ${from}`,
          key: 'stage.do.cut.one',
          facts: { from, to },
          line: `cut ${from} -> ${to}`,
          danger: true,
        }),
      ),
    ...link.holds.map(
      ({ message, from, to }): Offer => ({
        id: `release ${message} ${from}`,
        key: 'stage.do.release',
        facts: { message, from, to },
        line: `release ${message} ${from} -> ${to}`,
      }),
    ),
    {
      id: 'hold',
      key: 'stage.do.hold',
      offers: HOLDABLE.flatMap((message) => [hold(message, a, b), hold(message, b, a)]),
    },
    {
      id: 'delay',
      key: 'stage.do.delay',
      offers: directions.flatMap(([from, to]) =>
        [40, 500, 4000].map(
          (ms): Offer => ({
            id: `delay ${from} ${ms}`,
            key: 'stage.do.delay.ms',
            facts: { from, to, ms },
            line: `delay ${from} -> ${to} ${ms}`,
          }),
        ),
      ),
    },
    {
      id: 'break',
      key: 'stage.do.break',
      line: `break ${a} ${b}`,
      danger: true,
      why: link.kind === 'none' ? 'stage.why.noConnection' : null,
    },
  ];
}

/** What can be done to a message on its way. */
export function tokenOffers(token: TokenShape): readonly Offer[] {
  const { from, to, type } = token;
  const stream = { message: type, from, to };
  const offers: Offer[] = [];
  if (token.waits === 0 && token.holdable) {
    const line = `release ${type} ${from} -> ${to}`;
    offers.push({ id: 'release', key: 'stage.do.release', facts: stream, line });
  } else if (token.holdable) {
    const line = `hold ${type} ${from} -> ${to}`;
    offers.push({ id: 'hold', key: 'stage.do.hold.this', facts: stream, line });
  }
  offers.push({ id: 'break', key: 'stage.do.break', line: `break ${from} ${to}`, danger: true });
  return offers;
}

function halves(sids: readonly ServerId[]): readonly Offer[] {
  const offers: Offer[] = [];
  for (let cut = 1; cut < sids.length; cut++) {
    const left = sids.slice(0, cut).join(' ');
    const right = sids.slice(cut).join(' ');
    offers.push({
      id: `partition ${cut}`,
      key: 'stage.do.partition.groups',
      facts: { left, right },
      line: `partition ${left} | ${right}`,
      danger: true,
    });
  }
  return offers;
}

/** What can be done to the ensemble as a whole. */
export function stageOffers(model: StageModel, loaded: boolean): readonly Offer[] {
  const sids = model.servers.map((server) => server.sid);
  const down = model.servers.filter((server) => server.status === 'down').map((one) => one.sid);
  const name = freeName(model.clients.map((client) => client.name));
  // Each new client begins with another server, as real ones do: they shuffle the list.
  const first = model.clients.length % Math.max(1, sids.length);
  const turned = [...sids.slice(first), ...sids.slice(0, first)];
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
    ...(down.length > 0
      ? [
          {
            id: 'start',
            key: 'stage.do.start.all',
            line: `start ${down.join(' ')}`,
          } satisfies Offer,
        ]
      : []),
    { id: 'heal', key: 'stage.do.heal.all', line: 'heal' },
    ...(sids.length > 1
      ? [{ id: 'partition', key: 'stage.do.partition', offers: halves(sids) } satisfies Offer]
      : []),
    { id: 'power', key: 'stage.do.power-loss.all', line: 'power-loss', danger: true },
  ];
}

/** Every offer that does something, pages opened. */
export function flatOffers(offers: readonly Offer[]): readonly Offer[] {
  return offers.flatMap((offer) => (offer.offers ? flatOffers(offer.offers) : [offer]));
}
