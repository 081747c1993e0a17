import type { EnsembleConfig } from '../../model/index.ts';
import { isParseError, parseZooCfg } from '../../script/index.ts';
import { DEFAULT_ZOO_CFG } from '../../timeline/index.ts';
import type { Difference } from './elections-compare.ts';
import { Shell, transcriptRig } from './zkcli-shell.ts';
import { comparable, type Exchange, exchangesOf } from './zkcli-text.ts';

/** Commands that the simulator does not have, and that change what later ones print. */
const ENDS = /^(?:deleteall|setquota|connect)\b/;
/** After these the shell of the transcript is gone. */
const QUITS = /^(?:quit|exit)\b/;
const DIED = /^! Exception in thread/;
/** What a shell says that ends after one command. */
const OF_THE_PROCESS = /^(?:Connecting to |\(exit status )/;
const ONE_SHOT = /^zkCli\.sh -server \S+ (.*)$/;

/**
 * Replays a transcript of zkCli on a fresh ensemble of three: a session typed line by line, or one
 * shell a line. Throws for a text that is neither.
 */
export function replayTranscript(text: string): readonly Difference[] {
  const exchanges = exchangesOf(text);
  if (/^\$ \(start:/m.test(text)) return replaySession(exchanges);
  const shots = exchanges.filter(({ typed }) => ONE_SHOT.test(typed));
  if (shots.length > 0) return replayOneShots(shots);
  throw new Error('this transcript shows shapes only: its set-up is not recorded');
}

function configOfRecorder(): EnsembleConfig {
  const read = parseZooCfg(`${DEFAULT_ZOO_CFG}extendedTypesEnabled=true\n`);
  if (isParseError(read)) throw new Error(read.what.key);
  return read.config;
}

function replaySession(exchanges: readonly Exchange[]): readonly Difference[] {
  const shell = new Shell(transcriptRig(configOfRecorder()), 'shell');
  const differences: Difference[] = [];
  for (const { typed, printed } of exchanges) {
    if (ENDS.test(typed) || QUITS.test(typed)) break;
    const answer = shell.type(typed);
    if (answer === null) continue;
    // Where the real shell dies its own stack follows, and nothing else.
    const died = DIED.test(printed[0] ?? '');
    differences.push(...difference(typed, died ? printed.slice(0, 1) : printed, answer));
    if (died) break;
  }
  return differences;
}

function replayOneShots(exchanges: readonly Exchange[]): readonly Difference[] {
  const rig = transcriptRig(configOfRecorder());
  return exchanges.flatMap(({ typed, printed }, i) => {
    const line = ONE_SHOT.exec(typed)?.[1] ?? '';
    const shell = new Shell(rig, `shell-${i + 1}`);
    const answer = shell.type(line);
    shell.close();
    if (answer === null) return [];
    const connected = printed.findIndex((text) => text.startsWith('WatchedEvent state:Sync'));
    const own = printed.slice(connected + 1).filter((text) => !OF_THE_PROCESS.test(text));
    return difference(typed, own, answer);
  });
}

function difference(
  typed: string,
  printed: readonly string[],
  answer: readonly string[],
): readonly Difference[] {
  const expected = comparable(printed).join('\n');
  const got = comparable(answer).join('\n');
  if (expected === got) return [];
  return [{ where: typed, expected: JSON.stringify(expected), got: JSON.stringify(got) }];
}
