import { getKey, sliceLog } from '../../lib/index.ts';
import type { ClientName, EnsembleConfig } from '../../model/index.ts';
import { NOT_CONNECTED, parseZkCli, printTranscript } from '../../script/index.ts';
import { Rig } from './rig.ts';

/** Virtual milliseconds in which everything is answered. */
const ANSWER_MS = 300;

/** An ensemble as the transcripts had it: fresh, its servers started in order, so that 2 leads. */
export function transcriptRig(config: EnsembleConfig): Rig {
  const rig = new Rig(config, 1);
  rig.perform({ type: 'start', servers: [1, 2] });
  rig.runFor(5000);
  rig.perform({ type: 'start', servers: [3] });
  rig.runFor(5000);
  return rig;
}

/** A zkCli at an ensemble, connected to server 1. */
export class Shell {
  private seen = 0;

  constructor(
    private readonly rig: Rig,
    private readonly name: ClientName,
  ) {
    rig.connect(name, 1, 30_000);
    rig.runFor(ANSWER_MS);
    this.news();
  }

  private get client() {
    const host = getKey(this.rig.world.clients, this.name);
    if (host === undefined) throw new Error(`there is no client ${this.name}`);
    return host.client;
  }

  /** What was printed since the last look; what was typed left out. */
  private news(): readonly string[] {
    const all = printTranscript(sliceLog(this.client.transcript, 0));
    const lines = all.slice(this.seen);
    this.seen = all.length;
    return lines.flatMap(({ stream, text }) => {
      if (stream === 'in') return [];
      return [stream === 'err' ? `! ${text}` : text];
    });
  }

  /** What is printed to a line; null: the simulator does not have the command. */
  type(typed: string): readonly string[] | null {
    const parsed = parseZkCli(typed);
    if (parsed.type === 'unmodelled') return null;
    if (parsed.type === 'local') {
      return [...parsed.out, ...parsed.err.map((line) => `! ${line}`)];
    }
    if (this.client.leaf !== 'CONNECTED') return [NOT_CONNECTED];
    this.rig.perform({ type: 'ask', client: this.name, line: typed, op: parsed.op });
    this.rig.runFor(ANSWER_MS);
    return this.news();
  }

  close(): void {
    this.rig.perform({ type: 'client', client: this.name, action: 'close' });
    this.rig.runFor(ANSWER_MS);
  }
}
