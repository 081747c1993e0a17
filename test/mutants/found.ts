import type { VariantName } from '../../src/zab/index.ts';

/**
 * Where random disasters catch each variant that is unsafe: a seed of chaos, looked for from 1 on,
 * that breaks something, and what it breaks first. Three voters, four where half of them count,
 * five where somebody has to miss a lot and lead then; no observers; a minute each. When the
 * simulator changes, seeds mean other disasters: then
 * `npm run sweep -- --variant NAME --seeds 1..2000` looks again.
 */
export interface Found {
  readonly variants: readonly VariantName[];
  readonly servers: number;
  readonly seed: number;
  readonly invariant: string;
}

const found = (
  names: VariantName | readonly VariantName[],
  seed: number,
  invariant: string,
  servers = 3,
): Found => ({ variants: typeof names === 'string' ? [names] : names, servers, seed, invariant });

export const FOUND: readonly Found[] = [
  found('commitAlone', 3, 'LeaderLogCompleteness'),
  found('ackUnflushed', 46, 'LeaderLogCompleteness'),
  found('forgetAcceptedEpoch', 370, 'Leadership2'),
  found(['voteBySid', 'noHistoryCheck'], 3, 'CommittedLogDurability'),
  found('neverTrunc', 3, 'ProcessConsistency'),
  found('applyAtProposal', 1, 'Integrity'),
  found('halfQuorum', 1, 'Leadership1', 4),
  found('answerAtProposal', 3, 'AcknowledgedWrites'),
  found('commitOutOfOrder', 1, 'proposalInconsistent'),
  found('diffInsteadOfTrunc', 3, 'proposalInconsistent'),
  found('noRolloverGuard', 4, 'DiskEpochs'),
  found('zxidFromDiffHeader', 16, 'proposalInconsistent'),
  found('staleLogAfterSnap', 3, 'ProcessConsistency'),
  found('noFastForward', 6, 'ProcessConsistency'),
  found('multiZxidEarly', 7, 'PrefixConsistency'),
  found('keepMemoryAfterSnap', 555, 'ProcessConsistency'),
  found('ackWithoutLog', 1, 'ProcessConsistency'),
  found('epochBeforeLog', 226, 'CommittedLogDurability'),
  found('ackBeforeFsync', 226, 'CommittedLogDurability'),
  found('earlyProposalAck', 1, 'ackInconsistent'),
  found('zombieSyncThread', 22, 'ProcessConsistency'),
  found('committedLogHole', 1, 'PrefixConsistency'),
  found('onDiskDiffAfterSnap', 10, 'proposalInconsistent', 5),
];
