import { setup } from 'xstate';
import { byCodeUnit } from '../lib/index.ts';
import { childPath, parentOf, type Reply } from '../model/index.ts';
import { ask, lastName, type RecipeDraft, refuse, remember, say } from './draft.ts';
import { childrenOf, createOp, dataOf, failureOf, listOp, readOp, writeOp } from './nodes.ts';
import type { RecipeWord } from './rules.ts';
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
export type Verdict = 'commit' | 'abort';

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

const TOLD = { commit: 'commits', abort: 'aborts' } as const satisfies Record<Verdict, RecipeWord>;

/** The word in the transaction's node, or a veto. */
export function verdict(draft: RecipeDraft, word: string, path: string): void {
  remember(draft, { watching: null });
  if (word !== 'commit' && word !== 'abort') refuse(draft, 'BADARGUMENTS');
  else {
    go(draft, word.toUpperCase());
    say(draft, TOLD[word], { path });
  }
}

/** The one write that decides; the version sees to it that there is only one. */
function decide(draft: RecipeDraft, reply: Reply, word: Verdict): void {
  if (reply.code === 'BADVERSION') go(draft, 'TOO_LATE');
  else if (reply.code === 'NONODE' && word === 'abort') {
    go(draft, 'NOTHING');
    say(draft, 'released', { own: null });
  } else if (reply.code !== 'OK') refuse(draft, reply.code);
  else {
    remember(draft, { watching: null });
    go(draft, 'DECIDED');
    say(draft, TOLD[word], { path: draft.state.path });
  }
}

/** A vote has come, or word that there is none yet: enough to decide, or something to wait for. */
function counted(draft: RecipeDraft, site: string, vote: string, sites: readonly string[]): void {
  if (vote === 'abort') {
    go(draft, 'VETO');
    return;
  }
  const missing = vote === 'commit' ? sites.filter((name) => name !== site) : sites;
  const waitsFor = missing[0];
  remember(draft, {
    items: missing,
    watching: waitsFor === undefined ? null : childPath(draft.state.path, waitsFor),
  });
  if (waitsFor === undefined) go(draft, 'ALL');
  else if (missing !== sites) {
    say(draft, 'waits', { here: draft.state.size - missing.length, size: draft.state.size });
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
  rules: 'two-phase-commit',
  chart: coordinatorChart,
  suspended: ['suspended', 'cutOff'],
  leaving: ['committing', 'aborting', 'learning', 'cutOff'],
  work: {
    reading: {
      asks: (draft) => readOp(parentOf(draft.state.path), false),
      heard: (draft, reply) => {
        const items = dataOf(reply)
          .split(/[\s,]+/)
          .filter((name) => name !== '');
        remember(draft, { items });
        if (reply.code !== 'OK') refuse(draft, reply.code);
        else if (items.length === 0) refuse(draft, 'BADARGUMENTS');
        else go(draft, 'SITES');
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
      heard: (draft, reply) => {
        const code = failureOf(reply);
        if (code === 'OK' || code === 'NODEEXISTS') go(draft, 'MADE');
        else refuse(draft, code);
      },
    },
    listing: {
      asks: (draft) => listOp(draft.state.path, false),
      heard: (draft, reply) => {
        if (reply.code !== 'OK') {
          refuse(draft, reply.code);
          return;
        }
        const { path } = draft.state;
        const items = [...childrenOf(reply)].sort(byCodeUnit);
        if (items.length === 0) {
          refuse(draft, 'BADARGUMENTS');
          return;
        }
        remember(draft, { own: path, items, size: items.length });
        go(draft, 'LISTED');
        say(draft, 'waits', { here: 0, size: items.length });
        for (const node of [path, ...items.map((name) => childPath(path, name))]) {
          ask(draft, draft.state.leaf, readOp(node, true));
        }
      },
    },
    collecting: {
      heard: (draft, reply, op) => {
        const { path, items } = draft.state;
        const node = 'path' in op ? op.path : '';
        const word = dataOf(reply);
        if (reply.code !== 'OK') refuse(draft, reply.code);
        else if (node !== path) counted(draft, lastName(node) ?? '', word, items);
        else if (word !== '') verdict(draft, word, path);
      },
      watched: (draft, event) => {
        const { path } = draft.state;
        if (event.path !== path && parentOf(event.path) !== path) return;
        ask(draft, draft.state.leaf, readOp(event.path, true));
      },
    },
    committing: {
      asks: (draft) => writeOp(draft.state.path, 'commit', UNTOUCHED),
      heard: (draft, reply) => decide(draft, reply, 'commit'),
    },
    aborting: {
      asks: (draft) => writeOp(draft.state.path, 'abort', UNTOUCHED),
      heard: (draft, reply) => decide(draft, reply, 'abort'),
    },
    learning: {
      asks: (draft) => readOp(draft.state.path, false),
      heard: (draft, reply) => {
        if (reply.code !== 'OK') refuse(draft, reply.code);
        else verdict(draft, dataOf(reply), draft.state.path);
      },
    },
  },
});
