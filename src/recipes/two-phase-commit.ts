import { setup } from 'xstate';
import { byCodeUnit } from '../lib/index.ts';
import type { Reply } from '../model/index.ts';
import {
  childPath,
  childrenOf,
  createOp,
  dataOf,
  failureOf,
  listOp,
  parentPath,
  readOp,
  writeOp,
} from './nodes.ts';
import { ask, lastName, refuse, remember, type Step, say } from './step.ts';
import { go, tabled } from './table.ts';

export const anywhere = { EXPIRED: 'lost', REFUSED: 'failed' } as const;
export const ends = {
  committed: { type: 'final' },
  aborted: { type: 'final' },
  released: { type: 'final' },
  lost: { type: 'final' },
  failed: { type: 'final' },
} as const;

/** What a site writes into its node, and the coordinator into the transaction's. */
export type Word = 'commit' | 'abort';

/** Nobody has written to a node yet: whoever writes for this version is the first and only one. */
export const UNTOUCHED = 0;

const coordinatorChart = setup({
  types: { events: {} as { readonly type: string } },
}).createMachine({
  id: 'two-phase-commit',
  initial: 'starting',
  states: {
    starting: { on: { NAMED: 'reading', RELEASE: 'released', ...anywhere } },
    // Which sites there are; a node for the transaction and for each of them, all or none.
    reading: { on: { SITES: 'proposing', LOST: 'suspended', RELEASE: 'aborting', ...anywhere } },
    proposing: { on: { MADE: 'listing', LOST: 'suspended', RELEASE: 'aborting', ...anywhere } },
    listing: { on: { LISTED: 'collecting', LOST: 'suspended', RELEASE: 'aborting', ...anywhere } },
    collecting: {
      on: {
        ALL: 'committing',
        VETO: 'aborting',
        // Another coordinator has decided meanwhile.
        COMMIT: 'committed',
        ABORT: 'aborted',
        LOST: 'suspended',
        RELEASE: 'aborting',
        ...anywhere,
      },
    },
    suspended: { on: { RECONNECTED: 'reading', RELEASE: 'cutOff', ...anywhere } },
    committing: {
      on: { DECIDED: 'committed', TOO_LATE: 'learning', LOST: 'suspended', ...anywhere },
    },
    aborting: {
      on: {
        DECIDED: 'aborted',
        TOO_LATE: 'learning',
        NOTHING: 'released',
        LOST: 'cutOff',
        ...anywhere,
      },
    },
    // Another coordinator was first, or this one's own answer was lost: the verdict stands.
    learning: { on: { COMMIT: 'committed', ABORT: 'aborted', LOST: 'cutOff', ...anywhere } },
    cutOff: { on: { RECONNECTED: 'aborting', ...anywhere } },
    ...ends,
  },
});

/** The word in the transaction's node, or a veto. */
export function verdict(step: Step, word: string, path: string): void {
  remember(step, { watching: null });
  if (word !== 'commit' && word !== 'abort') refuse(step, 'BADARGUMENTS');
  else {
    go(step, word.toUpperCase());
    say(step, `${word}s`, { path });
  }
}

/** The one write that decides; the version sees to it that there is only one. */
function decide(step: Step, reply: Reply, word: Word): void {
  if (reply.code === 'BADVERSION') go(step, 'TOO_LATE');
  else if (reply.code === 'NONODE' && word === 'abort') {
    go(step, 'NOTHING');
    say(step, 'released', { own: null });
  } else if (reply.code !== 'OK') refuse(step, reply.code);
  else {
    remember(step, { watching: null });
    go(step, 'DECIDED');
    say(step, `${word}s`, { path: step.state.path });
  }
}

/** A vote has come, or word that there is none yet: enough to decide, or something to wait for. */
function counted(step: Step, site: string, vote: string, sites: readonly string[]): void {
  if (vote === 'abort') {
    go(step, 'VETO');
    return;
  }
  const missing = vote === 'commit' ? sites.filter((name) => name !== site) : sites;
  const waitsFor = missing[0];
  remember(step, {
    items: missing,
    watching: waitsFor === undefined ? null : childPath(step.state.path, waitsFor),
  });
  if (waitsFor === undefined) go(step, 'ALL');
  else if (missing !== sites) {
    say(step, 'waits', { here: step.state.size - missing.length, size: step.state.size });
  }
}

/**
 * The coordinator of a two-phase commit (ZooKeeper recipes: Two-phased Commit). The data of the
 * node above `path` name the sites; it makes `path` and a node for each of them, waits for their
 * votes there, and writes the verdict into `path`: commit when all have voted so, abort at the
 * first that is against it, or when its own person gives up (`release`).
 *
 * Of the two variants this is the one in which only the coordinator watches the sites: n watches
 * instead of n², and what decides is one write. The version that it asks for lets only the first
 * verdict in, so another client may take over from a coordinator that died, without agreeing on
 * anything with it. Until somebody does, sites that have voted commit are stuck: that is the price.
 */
export const twoPhaseCommit = tabled({
  name: 'two-phase-commit',
  chart: coordinatorChart,
  suspended: ['suspended', 'cutOff'],
  leaving: ['committing', 'aborting', 'learning', 'cutOff'],
  work: {
    reading: {
      asks: (step) => readOp(parentPath(step.state.path), false),
      heard: (step, reply) => {
        const items = dataOf(reply)
          .split(/[\s,]+/)
          .filter((name) => name !== '');
        remember(step, { items });
        if (reply.code !== 'OK') refuse(step, reply.code);
        else if (items.length === 0) refuse(step, 'BADARGUMENTS');
        else go(step, 'SITES');
      },
    },
    proposing: {
      asks: ({ state: { path, items } }) => ({
        type: 'multi',
        ops: [path, ...items.map((name) => childPath(path, name))].map((node) =>
          createOp(node, 'PERSISTENT'),
        ),
      }),
      // Also there already: by this run, whose answer was lost, or by a coordinator that died.
      heard: (step, reply) => {
        const code = failureOf(reply);
        if (code === 'OK' || code === 'NODEEXISTS') go(step, 'MADE');
        else refuse(step, code);
      },
    },
    listing: {
      asks: (step) => listOp(step.state.path, false),
      heard: (step, reply) => {
        if (reply.code !== 'OK') {
          refuse(step, reply.code);
          return;
        }
        const { path } = step.state;
        const items = [...childrenOf(reply)].sort(byCodeUnit);
        if (items.length === 0) {
          refuse(step, 'BADARGUMENTS');
          return;
        }
        remember(step, { own: path, items, size: items.length });
        go(step, 'LISTED');
        say(step, 'waits', { here: 0, size: items.length });
        for (const node of [path, ...items.map((name) => childPath(path, name))]) {
          ask(step, step.state.leaf, readOp(node, true));
        }
      },
    },
    collecting: {
      heard: (step, reply, op) => {
        const { path, items } = step.state;
        const node = 'path' in op ? op.path : '';
        const word = dataOf(reply);
        if (reply.code !== 'OK') refuse(step, reply.code);
        else if (node !== path) counted(step, lastName(node) ?? '', word, items);
        else if (word !== '') verdict(step, word, path);
      },
      watched: (step, event) => {
        const { path } = step.state;
        if (event.path !== path && parentPath(event.path) !== path) return;
        ask(step, step.state.leaf, readOp(event.path, true));
      },
    },
    committing: {
      asks: (step) => writeOp(step.state.path, 'commit', UNTOUCHED),
      heard: (step, reply) => decide(step, reply, 'commit'),
    },
    aborting: {
      asks: (step) => writeOp(step.state.path, 'abort', UNTOUCHED),
      heard: (step, reply) => decide(step, reply, 'abort'),
    },
    learning: {
      asks: (step) => readOp(step.state.path, false),
      heard: (step, reply) => {
        if (reply.code !== 'OK') refuse(step, reply.code);
        else verdict(step, dataOf(reply), step.state.path);
      },
    },
  },
});
