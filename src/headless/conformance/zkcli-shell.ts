import { getKey, sliceLog } from '../../lib/index.ts';
import type { ClientName, EnsembleConfig } from '../../model/index.ts';
import { exitStatus, parseZkCli, printTranscript } from '../../script/index.ts';
import type { TranscriptEntry } from '../../sim/index.ts';
import { Rig } from './rig.ts';

/** Virtual milliseconds in which notices follow an answer. */
const NOTICE_MS = 100;
/** What is not answered within so many is never answered: a server that cannot be reached. */
const MOST_MS = 40_000;

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
export class ShellPlay {
  private seen = 0;

  constructor(
    private readonly rig: Rig,
    private readonly name: ClientName,
  ) {
    this.rig.perform({ type: 'client-connect', client: name, servers: [1], timeoutMs: 30_000 });
  }

  private get client() {
    const host = getKey(this.rig.world.clients, this.name);
    if (host === undefined) throw new Error(`there is no client ${this.name}`);
    return host.client;
  }

  /** Whether the process is over. */
  get isOver(): boolean {
    return this.client.leaf === 'DEAD';
  }

  /** What has been printed since the last look, time having passed; what was typed left out. */
  news(): readonly string[] {
    this.rig.runUntil(() => this.isDone && this.client.sent.length === 0, MOST_MS);
    this.rig.runFor(NOTICE_MS);
    return this.printed();
  }

  /** Whether nothing that was typed waits for anything. */
  get isDone(): boolean {
    const { queued, shell } = this.client;
    return queued.length === 0 && shell.busy === null && shell.waiting.length === 0;
  }

  /** What has been printed since the last look, without waiting. */
  printed(): readonly string[] {
    const all = printTranscript(sliceLog(this.client.transcript, 0));
    const lines = all.slice(this.seen);
    this.seen = all.length;
    return lines.flatMap(({ stream, text }) => {
      if (stream === 'in') return [];
      return [stream === 'err' ? `! ${text}` : text];
    });
  }

  /** Types a line; an empty one is none. */
  type(line: string): void {
    if (line === '') return;
    const { program } = parseZkCli(line);
    this.rig.perform({ type: 'ask', client: this.name, line, program });
  }

  /** The exit status of a shell that was given only the line typed. */
  get status(): number {
    const { transcript } = this.client;
    const last = searchLast(sliceLog(transcript, 0));
    return last === null ? 0 : exitStatus(last);
  }

  /** The process is gone; its session is not. */
  kill(): void {
    if (this.isOver) return;
    this.rig.perform({ type: 'client', client: this.name, action: 'kill' });
  }
}

function searchLast(entries: readonly TranscriptEntry[]): TranscriptEntry | null {
  const ends = entries.filter(({ type }) => type === 'answered' || type === 'printed');
  return ends.at(-1) ?? null;
}
