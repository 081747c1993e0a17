import { byCodeUnit } from '../../lib/index.ts';
import { DEFAULT_CONFIG, type EnsembleConfig, type ServerConfig } from '../../model/index.ts';
import type { Difference } from './elections-compare.ts';
import { compareStep } from './scenarios-compare.ts';
import { type ScenarioRecording, scenarioFault } from './scenarios-format.ts';
import { ScenarioPlay } from './scenarios-play.ts';
import { startedEnsemble } from './wires.ts';

/** What `super:secret` becomes (DigestAuthenticationProvider.generateDigest). */
export const SUPER_DIGEST = 'super:lK75jTNcA+U9vtVEw5vB51mj/w4=';

/** A shown step is cut after so many characters. */
const MOST_SHOWN = 160;

/**
 * Replays a scenario on an ensemble of its kind; where a step and a key differ, says which. Throws
 * when it is none that can be replayed.
 */
export function replayScenario(recorded: ScenarioRecording): readonly Difference[] {
  const fault = scenarioFault(recorded);
  if (fault !== null) throw new Error(`this scenario cannot be replayed: ${fault}`);
  const play = new ScenarioPlay(startedEnsemble(configOf(recorded)), recorded.clients);
  const found: Difference[] = [];
  for (const [i, step] of recorded.steps.entries()) {
    const shown = JSON.stringify(step);
    const cut = shown.length > MOST_SHOWN ? `${shown.slice(0, MOST_SHOWN)}…` : shown;
    const where = `step ${i} ${cut}`;
    try {
      found.push(...compareStep(where, recorded.expect[i] ?? {}, play.step(step)));
    } catch (thrown) {
      found.push({ where, expected: 'carried out', got: whyNot(thrown) });
      break;
    }
  }
  return found;
}

/** Why a step was not carried out: said by the replayer, or arguments that it could not take. */
function whyNot(thrown: unknown): string {
  const { name, message } = thrown as Error;
  return name === 'Error' ? message : `arguments that are not of the format (${message})`;
}

/** The recorder's ensemble: all its servers on one machine, each with ports of its own. */
function configOf(recorded: ScenarioRecording): EnsembleConfig {
  const { servers = 3, observers = 0, config = {} } = recorded.ensemble ?? {};
  const standalone = servers === 1 && observers === 0;
  const list = Array.from({ length: servers + observers }, (_, i): ServerConfig => {
    const learnerType = i < servers ? 'PARTICIPANT' : 'OBSERVER';
    const ports = { quorum: 2888 + i, election: 3888 + i };
    return { sid: i + 1, learnerType, host: '127.0.0.1', ports };
  });
  const isOn = (name: string, otherwise: boolean): boolean =>
    name in config ? String(config[name]) === 'true' : otherwise;
  const unknown = Object.keys(config)
    .filter((name) => name !== 'enforceQuota' && name !== 'extendedTypesEnabled')
    .sort(byCodeUnit);
  if (unknown.length > 0) throw new Error(`its config names ${unknown.join(', ')}`);
  return {
    ...DEFAULT_CONFIG,
    tickMs: 2000,
    initLimit: 5,
    syncLimit: 2,
    servers: list,
    standalone,
    extendedTypesEnabled: isOn('extendedTypesEnabled', true),
    enforceQuota: isOn('enforceQuota', false),
    superDigest: SUPER_DIGEST,
  };
}
