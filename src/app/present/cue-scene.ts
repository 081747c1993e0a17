import { INTRODUCTION, isUnable } from '../../tutor/index.ts';
import type { deskOf } from '../lesson-desk.svelte.ts';
import type { CardLeaf, CueScene } from './cues.ts';
import type { deckOf } from './deck.svelte.ts';
import type { Votes } from './votes.svelte.ts';

interface Shown {
  readonly desk: ReturnType<typeof deskOf>;
  readonly deck: ReturnType<typeof deckOf>;
  readonly votes: Votes;
  readonly code: { readonly link: string | null };
}

/** All that the next cue turns on. */
export function sceneOf({ desk, deck, votes, code }: Shown): CueScene {
  const phase = votes.ballot?.phase ?? null;
  return { code: code.link !== null, card: cardLeaf(deck), phase, step: stepScene(desk, votes) };
}

function cardLeaf(deck: Shown['deck']): CardLeaf {
  if (deck.open === null) return 'none';
  if (deck.isPlayed) return deck.underWay ? 'underWay' : 'played';
  return deck.plan !== null && isUnable(deck.plan) ? 'unable' : 'asked';
}

function stepScene(desk: Shown['desk'], votes: Votes): CueScene['step'] {
  const { lesson, progress, beside } = desk;
  const { met } = desk.scene;
  if (lesson === null || progress === null) return null;
  const step = lesson.steps[progress.step];
  return {
    leaf: progress.steps[progress.step]?.leaf ?? 'reading',
    underWay: desk.lines.underWay,
    predicts: step?.prediction != null,
    recaps: step?.recap != null,
    recapAsked: votes.ballot !== null && votes.asks === 'recap',
    tasks: step !== undefined && step.task.length > 0,
    changes: step?.change != null && progress.steps[progress.step]?.changeSeen !== true,
    changeAsked: votes.ballot !== null && votes.asks === 'change',
    beside: beside.state,
    answers: beside.answers !== null,
    unproved: met.every(Boolean) && (beside.seedRuns?.length ?? 0) < (step?.seeds ?? 0),
    isLast: progress.step >= lesson.steps.length - 1,
    introduces: progress.step === INTRODUCTION,
  };
}
