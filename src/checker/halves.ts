import type { Protocol } from '../replica/index.ts';
import type { ListedInvariant, ProtocolHalf } from './half.ts';
import { CLIENT_INVARIANTS } from './invariants.ts';
import type { Bench } from './ledger-draft.ts';
import { PLAIN_HALF } from './plain-half.ts';
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

/** What is checked of a run: the half about its protocol, and all judges in their order. */
interface Court {
  readonly half: ProtocolHalf;
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
let last: { readonly name: string; readonly court: Court } | null = null;

export function courtOf({ name }: Protocol): Court {
  if (last?.name === name) return last.court;
  const court = courts.get(name) ?? newCourt(name);
  courts.set(name, court);
  last = { name, court };
  return court;
}

function newCourt(name: string): Court {
  const half = HALVES[name] ?? PLAIN_HALF;
  const invariants = [...half.invariants, ...CLIENT_INVARIANTS];
  return { half, invariants, bench: benchOf(invariants) };
}

/** Every invariant of a protocol's runs, in the order in which they are listed and judged. */
export function invariantsOf(protocol: Protocol): readonly ListedInvariant[] {
  return courtOf(protocol).invariants;
}

/** The invariants that a variant was seen to break, the telling one first; none: it is safe. */
export function breaksOf(protocol: Protocol, variant: string): readonly string[] {
  return courtOf(protocol).half.breaks[variant] ?? [];
}
