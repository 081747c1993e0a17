import { INTRODUCTION } from '../../tutor/index.ts';
import type { CueKind } from './cues.ts';
import type { Room } from './room.svelte.ts';

/** What each cue does. */
export const ACTS: Readonly<Record<CueKind, (room: Room) => void>> = {
  codeAway: ({ code }) => code.away(),
  wayThere(room) {
    room.checkpoint();
    room.deck.goTheWay();
    room.askCard();
  },
  cause: (room) => room.cause(),
  putAway({ deck, votes }) {
    deck.close();
    votes.clear();
  },
  ask: (room) => room.askStep('prediction'),
  run: (room) => room.runStep(),
  askRecap: (room) => room.askStep('recap'),
  askChange: (room) => room.askStep('change'),
  runChange(room) {
    room.checkpoint();
    room.runs.runChange();
  },
  comeBack: ({ desk }) => desk.comeBack(),
  tell: (room) => room.tell(),
  hurry: ({ deck, desk }) => (deck.underWay ? deck : desk).lines.hurry(),
  // It stands where the question stood.
  task: ({ votes }) => votes.clear(),
  solve(room) {
    room.checkpoint();
    room.desk.tell({ type: 'solve' });
  },
  overSeeds({ desk }) {
    if (desk.beside.seedRuns === null) void desk.overSeeds();
  },
  nextStep: (room) => room.goToStep((room.desk.progress?.step ?? INTRODUCTION) + 1),
  event: ({ lab }) => lab.step(1),
  end() {},
};
