import type { StepLeaf } from '../../tutor/index.ts';
import type { BallotPhase } from './ballot.ts';

/** What the clicker's “next” does now: one key leads through a whole presentation. */
export type CueKind =
  /** The code of the moment fills the screen: it is taken away. */
  | 'codeAway'
  /** A card of the deck: go where it can be had, let it happen, tell what is right, put it away. */
  | 'wayThere'
  | 'cause'
  | 'putAway'
  /** A question is put on the screen; its run begins; what is right is told. */
  | 'ask'
  | 'run'
  | 'tell'
  | 'askRecap'
  /** What is under way is brought to its end. */
  | 'hurry'
  /** What is to be done takes the place of the question that was told. */
  | 'task'
  | 'solve'
  /** What solved the task is played over the other seeds that it has to hold in. */
  | 'overSeeds'
  /** The changed run of the step: asked, run; then it is told. */
  | 'askChange'
  | 'runChange'
  /** A run that answers a wrong answer was seen. */
  | 'comeBack'
  | 'nextStep'
  | 'end'
  /** Free play: one event. */
  | 'event';

/** The card that lies open. */
export type CardLeaf = 'none' | 'unable' | 'asked' | 'underWay' | 'played';

export interface CueScene {
  /** The code of the moment fills the screen. */
  readonly code?: boolean;
  readonly card: CardLeaf;
  /** The ballot on the screen; null: none is. */
  readonly phase: BallotPhase | null;
  /** Null: free play. */
  readonly step: {
    readonly leaf: StepLeaf;
    /** Lines of a solution are being carried out. */
    readonly underWay: boolean;
    /** The step asks for a prediction, and whether that is on the screen already. */
    readonly predicts: boolean;
    readonly recaps: boolean;
    readonly recapAsked: boolean;
    /** A task is to be put on the screen. */
    readonly tasks: boolean;
    /** A changed run has not been seen yet, and whether its question is on the screen. */
    readonly changes: boolean;
    readonly changeAsked: boolean;
    /** A run beside the own one is on the screen, and whether it answers an answer. */
    readonly beside: 'none' | 'running' | 'shown';
    readonly answers: boolean;
    /** The goals are met, and have still to be met over other seeds. */
    readonly unproved: boolean;
    readonly isLast: boolean;
    readonly introduces: boolean;
  } | null;
}

/** The next cue. */
export function cueOf({ code, card, phase, step }: CueScene): CueKind {
  if (code === true) return 'codeAway';
  if (card === 'unable') return 'wayThere';
  if (card === 'asked') return 'cause';
  if (card === 'underWay') return 'hurry';
  if (card === 'played') return phase === null || phase === 'seen' ? 'putAway' : 'tell';
  if (step === null) return 'event';
  if (step.introduces) return 'nextStep';
  if (step.beside === 'running') return 'hurry';
  if (step.beside === 'shown' && step.answers) return 'comeBack';
  switch (step.leaf) {
    case 'reading':
    case 'predicting':
      return step.predicts && phase === null ? 'ask' : 'run';
    case 'predicted':
      return 'run';
    case 'running':
      return 'hurry';
    case 'recapping':
      if (step.recapAsked || (phase !== null && phase !== 'seen')) return 'tell';
      return 'askRecap';
    case 'checking':
      if (step.underWay) return 'hurry';
      if (phase !== null && phase !== 'seen') return 'tell';
      if (phase === 'seen' && step.tasks) return 'task';
      return step.unproved ? 'overSeeds' : 'solve';
    case 'done':
      if (phase !== null && phase !== 'seen') {
        return step.changeAsked && phase !== 'running' ? 'runChange' : 'tell';
      }
      if (step.changes && !step.changeAsked) return 'askChange';
      return step.isLast ? 'end' : 'nextStep';
  }
}
