import { setup } from 'xstate';
import { dataOf, existsOp, parentPath, readOp, writeOp } from './nodes.ts';
import type { Recipe } from './recipe.ts';
import { lastName, refuse, remember, type Step, say } from './step.ts';
import { go, tabled } from './table.ts';
import { anywhere, ends, UNTOUCHED, verdict, type Word } from './two-phase-commit.ts';

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
function voted(step: Step, vote: string): void {
  const { path } = step.state;
  remember(step, { own: path, items: [vote] });
  if (vote === 'commit') go(step, 'VOTED');
  else verdict(step, vote, parentPath(path));
}

/** A site; `path` is its own node, the node above it the transaction's. */
function site(name: string, vote: Word): Recipe {
  return tabled({
    name,
    rules: 'vote',
    chart: siteChart(name),
    suspended: ['suspended'],
    leaving: [],
    work: {
      voting: {
        asks: (step) => writeOp(step.state.path, vote, UNTOUCHED),
        heard: (step, reply) => {
          if (reply.code === 'OK') voted(step, vote);
          else if (reply.code === 'BADVERSION') go(step, 'BEFORE');
          else if (reply.code === 'NONODE') go(step, 'NO_PLACE');
          else refuse(step, reply.code);
        },
      },
      seeking: {
        asks: (step) => existsOp(step.state.path, true),
        heard: (step, reply) => {
          if (reply.code === 'OK') go(step, 'PRESENT');
          else if (reply.code !== 'NONODE') refuse(step, reply.code);
          else {
            remember(step, { watching: step.state.path });
            go(step, 'ABSENT');
            say(step, 'early', { path: step.state.path });
          }
        },
      },
      early: {
        watched: (step, event) => {
          if (event.path !== step.state.path) return;
          remember(step, { watching: null });
          go(step, 'CHANGED');
        },
      },
      recalling: {
        asks: (step) => readOp(step.state.path, false),
        heard: (step, reply) => {
          if (reply.code !== 'OK') refuse(step, reply.code);
          else voted(step, dataOf(reply));
        },
      },
      asking: {
        asks: (step) => readOp(parentPath(step.state.path), true),
        heard: (step, reply) => {
          const word = dataOf(reply);
          if (reply.code !== 'OK') refuse(step, reply.code);
          else if (word !== '') verdict(step, word, parentPath(step.state.path));
          else {
            remember(step, { watching: parentPath(step.state.path) });
            go(step, 'OPEN');
            say(step, 'waits', {
              own: lastName(step.state.own),
              before: parentPath(step.state.path),
            });
          }
        },
      },
      prepared: {
        watched: (step, event) => {
          if (event.path !== step.state.watching) return;
          remember(step, { watching: null });
          go(step, 'CHANGED');
        },
      },
    },
  });
}

/** A site that is ready to do it, and promises. */
export const voteCommit = site('vote-commit', 'commit');

/** A site that cannot do it: one is enough. */
export const voteAbort = site('vote-abort', 'abort');
