/**
 * `npm run ensemble`: the simulated ensemble on ports of this machine, for real clients. Its
 * clock is the wall's; lines of script on standard input are the faults; Ctrl-C writes the
 * recording, which replays without the clients.
 */
import '../i18n/all.ts';
import '../recipes/all.ts';
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { connectString, portsOf, withClock } from '../live/index.ts';
import { MS } from '../model/index.ts';
import { DEFAULT_PROTOCOL } from '../protocols/index.ts';
import { complain, explain, isParseError, parseScriptLine } from '../script/index.ts';
import { createWorld, type Scenario } from '../sim/index.ts';
import { isServing, type Recording, toJson } from '../timeline/index.ts';
import { Driver } from './driver.ts';
import { Gateway } from './ensemble/gateway.ts';
import { ENSEMBLE_USAGE, ensembleOptions } from './ensemble/options.ts';
import { configOf, zooCfgOf } from './ensemble/zoo-cfg.ts';
import { ImpossibleError, statusOf } from './usage.ts';

/** Virtual milliseconds that an ensemble may take until it serves. */
const PATIENCE_MS = 60_000;

/** An ensemble that serves, and the text that it was made of. */
function started(text: string, seed: number): { driver: Driver; zooCfg: string } {
  const at = (clockMs: number): { driver: Driver; zooCfg: string } => {
    const zooCfg = withClock(text, clockMs);
    const config = configOf(zooCfg, false);
    const sids = config.servers.map(({ sid }) => sid);
    const scenario: Scenario = { name: 'ensemble', config, setup: [] };
    const driver = new Driver(createWorld(DEFAULT_PROTOCOL, scenario, seed), false);
    driver.perform({ type: 'start', servers: sids });
    return { driver, zooCfg };
  };
  const trial = at(0).driver;
  if (!trial.runUntil(isServing, PATIENCE_MS))
    throw new ImpossibleError('this ensemble does not serve');
  const { now } = trial.world;
  const started = at(Date.now() - Math.ceil(now / MS));
  started.driver.runTo(now);
  return started;
}

async function main(argv: readonly string[]): Promise<void> {
  const options = ensembleOptions(argv);
  const text = zooCfgOf(options);
  const ports = portsOf(configOf(text, true));
  const { driver, zooCfg } = started(text, options.seed);
  let violations = 0;
  const gateway = new Gateway(driver.world, ports, (sentence, breach) => {
    if (breach === null) return console.error(sentence);
    violations += 1;
    console.error(`${breach.invariant}: ${explain(breach.because, 'en')}`);
  });
  try {
    await gateway.open();
  } catch (error) {
    gateway.close();
    const how = options.zooCfg === null ? ': choose another with --port' : '';
    throw new ImpossibleError(`${(error as Error).message}${how}`);
  }
  console.log(connectString(ports));
  listen(gateway);
  const end = (): void => {
    gateway.close();
    const { lines, until, full } = gateway.live.recorded();
    const setup = [`start ${[...ports.keys()].join(' ')}`];
    const recording: Recording = {
      ...{ version: 1, scenario: { zooCfg, setup }, seed: options.seed, commands: lines },
      untilMs: until / MS,
    };
    if (options.recording !== null) writeFileSync(options.recording, toJson(recording));
    if (full) console.error(`the recording is full: it ends ${until / MS} ms after the start`);
    console.log(`${until / MS} ms, ${lines.length} lines, ${violations} violations`);
    process.exit(violations === 0 ? 0 : 1);
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

/** Lines of script are carried out as they come. */
function listen(gateway: Gateway): void {
  createInterface({ input: process.stdin, terminal: false }).on('line', (line) => {
    const read = parseScriptLine(line);
    if (isParseError(read)) return console.error(complain(read, 'en'));
    if (read.type === 'blank') return;
    if (read.type === 'drive') return console.error('Here time passes by itself.');
    const because = gateway.command(read.command);
    if (because !== null) console.error(explain(because, 'en'));
  });
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.exit(statusOf(error, ENSEMBLE_USAGE));
});
