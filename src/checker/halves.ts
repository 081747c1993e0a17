import type { Protocol } from '../replica/index.ts';
import type { ListedInvariant, ProtocolHalf } from './half.ts';
import { CLIENT_INVARIANTS } from './invariants.ts';
import type { Bench } from './ledger-draft.ts';
import { PLAIN_HALF } from './plain-half.ts';
import type { ServiceHalf } from './service-half.ts';
import { ZAB_HALF } from './zab/index.ts';

/**
 * The halves about protocols, by name. A protocol that has none is seen from outside only; those of
 * protocols that the page does not begin with come with `all.ts`.
 */
const HALVES: Record<string, ProtocolHalf> = { zab: ZAB_HALF };

/** Makes a half known; before anybody judges a run of its protocol. */
export function provideHalf(name: string, half: ProtocolHalf): void {
  HALVES[name] = half;
}

/** The halves about services; one that has none is seen from its protocol only. */
const SERVICE_HALVES: Record<string, ServiceHalf> = {};

/** The same for the half about a service. */
export function provideServiceHalf(name: string, half: ServiceHalf): void {
  SERVICE_HALVES[name] = half;
}

/** What is checked of a run: the half about its protocol, and all judges in their order. */
interface Court {
  readonly half: ProtocolHalf;
  /** Null: nothing is known of its service, or it is ZooKeeper's. */
  readonly service: ServiceHalf | null;
  readonly invariants: readonly ListedInvariant[];
  readonly bench: Bench;
}

function benchOf(invariants: readonly ListedInvariant[]): Bench {
  const bench: Record<string, Bench[string]> = {};
  for (const { name, judges } of invariants) {
    for (const type of Object.keys(judges)) {
      const judge = judges[type];
      if (judge) bench[type] = [...(bench[type] ?? []), { name, judge }];
    }
  }
  return bench;
}

const courts = new Map<string, Court>();
/** The one that was asked for last: every turn of a run asks for the same. */
let last: { readonly name: string; readonly service: string; readonly court: Court } | null = null;

/** A run's judges; `service`: the name of its service, where that is not ZooKeeper's. */
export function courtOf({ name }: Protocol, service = ''): Court {
  if (last?.name === name && last.service === service) return last.court;
  const key = `${name}/${service}`;
  const court = courts.get(key) ?? newCourt(name, service);
  courts.set(key, court);
  last = { name, service, court };
  return court;
}

function newCourt(name: string, named: string): Court {
  const half = HALVES[name] ?? PLAIN_HALF;
  const service = SERVICE_HALVES[named] ?? null;
  const more = service?.invariants ?? [];
  const invariants = [...half.invariants, ...CLIENT_INVARIANTS, ...more];
  return { half, service, invariants, bench: benchOf(invariants) };
}

/**
 * Every invariant of a protocol's runs, with those of its service, in the order in which they are
 * listed and judged.
 */
export function invariantsOf(protocol: Protocol, service = ''): readonly ListedInvariant[] {
  return courtOf(protocol, service).invariants;
}

/** The invariants that a variant was seen to break, the telling one first; none: it is safe. */
export function breaksOf(protocol: Protocol, variant: string, named = ''): readonly string[] {
  const { half, service } = courtOf(protocol, named);
  return half.breaks[variant] ?? service?.breaks[variant] ?? [];
}
