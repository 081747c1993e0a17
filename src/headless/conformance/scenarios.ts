import type { EnsembleConfig } from '../../model/index.ts';
import { isParseError, parseZooCfg } from '../../script/index.ts';
import type { Discrepancy } from './elections-compare.ts';
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
export function replayScenario(recorded: ScenarioRecording): readonly Discrepancy[] {
  const fault = scenarioFault(recorded);
  if (fault !== null) throw new Error(`this scenario cannot be replayed: ${fault}`);
  const play = new ScenarioPlay(startedEnsemble(configOf(recorded)), recorded.clients);
  const found: Discrepancy[] = [];
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

/** What every zoo.cfg of the recorder says. */
export const RECORDERS_LINES = `tickTime=2000
initLimit=5
syncLimit=2
dataDir=/data
clientPort=2181
maxClientCnxns=0
extendedTypesEnabled=true
4lw.commands.whitelist=*`;

/**
 * The recorder's ensemble: all its servers on one machine, each with ports of its own. What the
 * simulator does not model of its config cannot be seen, or differs.
 */
function configOf(recorded: ScenarioRecording): EnsembleConfig {
  const { servers = 3, observers = 0, config = {} } = recorded.ensemble ?? {};
  const all = servers + observers;
  const lines = RECORDERS_LINES.split('\n');
  for (const [name, value] of Object.entries(config)) lines.push(`${name}=${value}`);
  for (let i = 0; i < all && all > 1; i++) {
    const role = i < servers ? 'participant' : 'observer';
    lines.push(`server.${i + 1}=127.0.0.1:${2888 + i}:${3888 + i}:${role}`);
  }
  const read = parseZooCfg(lines.join('\n'));
  if (isParseError(read)) throw new Error(`its config cannot be read: ${read.what.key}`);
  return { ...read.config, superDigest: SUPER_DIGEST };
}
