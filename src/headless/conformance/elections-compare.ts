import { byCodeUnit } from '../../lib/index.ts';
import type { ElectionRecording, Epochs, ObservedPhase } from './elections-format.ts';

/** Where a replay differs: the phase or step, what was recorded, and what came. */
export interface Discrepancy {
  readonly where: string;
  readonly expected: string;
  readonly got: string;
}

/**
 * Compares phase by phase. Real ensembles race: who is elected, and how each learner is
 * synchronized, has to be as in some of the recorded runs; roles follow from who is elected.
 */
export function compareElection(
  recorded: ElectionRecording,
  observed: readonly ObservedPhase[],
): readonly Discrepancy[] {
  return recorded.phases.flatMap((phase, i) => {
    const where = `phase ${i + 1} (${phase.phase})`;
    const got = observed[i];
    if (got === undefined) return [{ where, expected: 'this phase', got: 'nothing' }];
    return [
      ...electedDifferences(recorded, i, where, got),
      ...modeDifferences(recorded, i, where, got),
      ...roleDifferences(recorded, i, where, got),
      ...epochDifferences(phase.epochsAfter, where, got.epochsAfter),
    ];
  });
}

function outcomes(recorded: ElectionRecording, phase: number) {
  return recorded.outcomesOfAllRuns.flatMap((run) => {
    const outcome = run[phase];
    return outcome === undefined ? [] : [outcome];
  });
}

const oneOf = (values: readonly string[]) =>
  [...new Set(values)].sort(byCodeUnit).join(' or ') || 'none';

function electedDifferences(
  recorded: ElectionRecording,
  phase: number,
  where: string,
  got: ObservedPhase,
): readonly Discrepancy[] {
  const elected = outcomes(recorded, phase).map(([server]) => server);
  if (elected.includes(got.elected)) return [];
  return [{ where: `${where}: elected`, expected: oneOf(elected), got: got.elected }];
}

function modeDifferences(
  recorded: ElectionRecording,
  phase: number,
  where: string,
  got: ObservedPhase,
): readonly Discrepancy[] {
  const runs = outcomes(recorded, phase).filter(([elected]) => elected === got.elected);
  const learners = new Set([
    ...runs.flatMap(([, modes]) => Object.keys(modes)),
    ...Object.keys(got.learnerReceived),
  ]);
  return [...learners].sort(byCodeUnit).flatMap((learner) => {
    const expected = runs.map(([, modes]) => modes[learner] ?? 'nothing');
    const mode = got.learnerReceived[learner] ?? 'nothing';
    if (expected.includes(mode)) return [];
    return [{ where: `${where}: ${learner} received`, expected: oneOf(expected), got: mode }];
  });
}

function roleDifferences(
  recorded: ElectionRecording,
  phase: number,
  where: string,
  got: ObservedPhase,
): readonly Discrepancy[] {
  const roles = recorded.phases[phase]?.roles ?? {};
  return Object.keys(roles)
    .sort(byCodeUnit)
    .flatMap((server) => {
      const role = roles[server];
      // Where another server won, as in another recorded run, it and the winner change places.
      const swapped = role === 'observer' ? role : got.elected === server ? 'leader' : 'follower';
      if (got.roles[server] === swapped) return [];
      return [
        {
          where: `${where}: role of ${server}`,
          expected: swapped,
          got: got.roles[server] ?? 'none',
        },
      ];
    });
}

function epochDifferences(
  expected: Readonly<Record<string, Epochs>>,
  where: string,
  got: Readonly<Record<string, Epochs>>,
): readonly Discrepancy[] {
  return Object.keys(expected)
    .sort(byCodeUnit)
    .flatMap((server) => {
      const wanted = said(expected[server]);
      const had = said(got[server]);
      return wanted === had
        ? []
        : [{ where: `${where}: epochs of ${server}`, expected: wanted, got: had }];
    });
}

/** A server without the files has taken part in no epoch: that is epoch 0. */
function said(epochs: Epochs | undefined): string {
  if (epochs === undefined) return 'no such server';
  return `currentEpoch ${epochs.currentEpoch ?? 0}, acceptedEpoch ${epochs.acceptedEpoch ?? 0}`;
}
