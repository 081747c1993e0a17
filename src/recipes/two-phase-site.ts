import { setup } from 'xstate';
import { parentOf } from '../model/index.ts';
import { lastName, type RecipeDraft, refuse, remember, say } from './draft.ts';
import { dataOf, existsOp, readOp, writeOp } from './nodes.ts';
import type { Recipe } from './recipe.ts';
import { go, tabled } from './table.ts';
import { anywhere, ends, UNTOUCHED, type Verdict, verdict } from './two-phase-commit.ts';

function siteChart(id: string) {
  const leaves = { RELEASE: 'released', ...anywhere } as const;
  return setup({ types: { events: {} as { readonly type: string } } }).createMachine({
    id,
    initial: 'starting',
    states: {
      starting: { on: { NAMED: 'voting', ...leaves } },
      voting: {
        on: {
          VOTED: 'asking',
          BEFORE: 'recalling',
          NO_PLACE: 'seeking',
          LOST: 'suspended',
          ABORT: 'aborted',
          ...leaves,
        },
      },
      // The coordinator has not made this site's node yet.
      seeking: { on: { PRESENT: 'voting', ABSENT: 'early', LOST: 'suspended', ...leaves } },
      early: { on: { CHANGED: 'voting', ...leaves } },
      // It has voted already, before a crash or a lost answer: that vote counts, not a new mind.
      recalling: { on: { VOTED: 'asking', LOST: 'suspended', ABORT: 'aborted', ...leaves } },
      asking: {
        on: {
          COMMIT: 'committed',
          ABORT: 'aborted',
          OPEN: 'prepared',
          LOST: 'suspended',
          ...leaves,
        },
      },
      // Bound by its vote: it may do neither by itself, however long this takes.
      prepared: { on: { CHANGED: 'asking', ...leaves } },
      suspended: { on: { RECONNECTED: 'voting', ...leaves } },
      ...ends,
    },
  });
}

/** The vote is in the site's node, for good: a veto settles it, a promise binds. */
function voted(draft: RecipeDraft, vote: string): void {
  const { path } = draft.state;
  remember(draft, { own: path, items: [vote] });
  if (vote === 'commit') go(draft, 'VOTED');
  else verdict(draft, vote, parentOf(path));
}

/** A site; `path` is its own node, the node above it the transaction's. */
function site(name: string, vote: Verdict): Recipe {
  return tabled({
    name,
    rules: 'vote',
    chart: siteChart(name),
    suspended: ['suspended'],
    leaving: [],
    work: {
      voting: {
        asks: (draft) => writeOp(draft.state.path, vote, UNTOUCHED),
        heard: (draft, reply) => {
          if (reply.code === 'OK') voted(draft, vote);
          else if (reply.code === 'BADVERSION') go(draft, 'BEFORE');
          else if (reply.code === 'NONODE') go(draft, 'NO_PLACE');
          else refuse(draft, reply.code);
        },
      },
      seeking: {
        asks: (draft) => existsOp(draft.state.path, true),
        heard: (draft, reply) => {
          if (reply.code === 'OK') go(draft, 'PRESENT');
          else if (reply.code !== 'NONODE') refuse(draft, reply.code);
          else {
            remember(draft, { watching: draft.state.path });
            go(draft, 'ABSENT');
            say(draft, 'early', { path: draft.state.path });
          }
        },
      },
      early: {
        watched: (draft, event) => {
          if (event.path !== draft.state.path) return;
          remember(draft, { watching: null });
          go(draft, 'CHANGED');
        },
      },
      recalling: {
        asks: (draft) => readOp(draft.state.path, false),
        heard: (draft, reply) => {
          if (reply.code !== 'OK') refuse(draft, reply.code);
          else voted(draft, dataOf(reply));
        },
      },
      asking: {
        asks: (draft) => readOp(parentOf(draft.state.path), true),
        heard: (draft, reply) => {
          const word = dataOf(reply);
          if (reply.code !== 'OK') refuse(draft, reply.code);
          else if (word !== '') verdict(draft, word, parentOf(draft.state.path));
          else {
            remember(draft, { watching: parentOf(draft.state.path) });
            go(draft, 'OPEN');
            say(draft, 'waits', {
              own: lastName(draft.state.own),
              before: parentOf(draft.state.path),
            });
          }
        },
      },
      prepared: {
        watched: (draft, event) => {
          if (event.path !== draft.state.watching) return;
          remember(draft, { watching: null });
          go(draft, 'CHANGED');
        },
      },
    },
  });
}

/** A site that is ready to do it, and promises. */
export const voteCommit = site('vote-commit', 'commit');

/** A site that cannot do it: one is enough. */
export const voteAbort = site('vote-abort', 'abort');
