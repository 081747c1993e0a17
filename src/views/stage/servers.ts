import { perObject } from '../../lib/index.ts';
import { type ServerId, votersOf, type Zxid } from '../../model/index.ts';
import {
  type CountFacts,
  type EntryFacts,
  type Facts,
  factsOf,
  type Host,
  type LogFacts,
  type World,
} from '../../sim/index.ts';
import type { EntryStage } from '../props.ts';

/** One transaction on a card, or the snapshot in the place of some. */
export interface Cell {
  readonly epoch: number;
  readonly counter: number;
  readonly stage: EntryStage;
  /** A leader whose disk is slow commits, and applies, what it has not on disk itself. */
  readonly onDisk: boolean;
}

/** What a card says of a server. */
export interface ServerShape {
  readonly sid: ServerId;
  readonly status: Host['status'];
  /** It is down since its machine has no power. */
  readonly dark: boolean;
  /** In the protocol's words; null while the process does not run. */
  readonly state: string | null;
  readonly phase: string | null;
  readonly standing: Facts['standing'];
  readonly standalone: boolean;
  /** It has no vote. */
  readonly observer: boolean;
  /** A full crown: established by a quorum. A hollow one: elected, and no more. */
  readonly crown: 'full' | 'hollow' | null;
  /** Whom it follows or observes. */
  readonly leader: ServerId | null;
  /** For whom it votes while an election is under way. */
  readonly vote: ServerId | null;
  /** A count towards a quorum, in the words of the phase; null when nothing is being counted. */
  readonly count: CountFacts | null;
  readonly promises: Facts['promises'];
  readonly cells: readonly Cell[];
  /** Entries of the log before the cells. */
  readonly earlier: number;
  readonly flushing: boolean;
  readonly fsyncMs: number;
  readonly serving: boolean;
  /** Things that came due while it was frozen. */
  readonly backlog: number;
}

/** How many cells a card shows at most. */
const MOST_CELLS = 8;

/** The cells of an entry: the same ones for each server, and as often as somebody asks. */
const cellsOf = perObject((_: Zxid): Cell[] => []);

function stageOf({ onDisk, usable, committed, applied }: EntryFacts): EntryStage {
  if (!usable) return 'unused';
  if (committed) return applied ? 'applied' : 'committed';
  if (applied) return 'kept';
  return onDisk ? 'logged' : 'received';
}

function cellOf(entry: EntryFacts): Cell {
  return cellAt(entry.id, stageOf(entry), entry.onDisk);
}

function cellAt(id: Zxid, stage: EntryStage, onDisk: boolean): Cell {
  const known = cellsOf(id);
  let cell = known.find((one) => one.stage === stage && one.onDisk === onDisk);
  if (cell === undefined)
    known.push((cell = { epoch: id.epoch, counter: id.counter, stage, onDisk }));
  return cell;
}

/**
 * The last entries of a log and, where the log does not have what its server’s newest snapshot ends
 * with, that snapshot: after what it has set aside, before what came after it.
 */
function cellsOfLog(log: LogFacts): readonly Cell[] {
  const cells = log.from(log.length - MOST_CELLS).map(cellOf);
  const { snapshot } = log;
  const entry = log.find(snapshot);
  if (snapshot.counter === 0 || (entry?.logged && entry.usable)) return cells;
  const first = cells.filter(({ stage }) => stage === 'unused').length;
  // All that is shown came after it.
  if (first === 0 && log.length > MOST_CELLS) return cells;
  return [...cells.slice(0, first), cellAt(snapshot, 'snapshot', true), ...cells.slice(first)];
}

/** Whether a cell is an entry of the log. */
export const isEntry = ({ stage }: Cell): boolean => stage !== 'snapshot';

const CROWNS: Readonly<Partial<Record<Facts['standing'], 'full' | 'hollow'>>> = {
  elected: 'hollow',
  established: 'full',
};

/** What there is to draw of a machine and, while it runs, of its server. */
export function serverShape(host: Host, world: World): ServerShape {
  const facts = factsOf(world, host);
  const { standing, log, election } = facts;
  const cells = cellsOfLog(log);
  return {
    sid: host.sid,
    status: host.status,
    state: facts.role,
    phase: facts.phase,
    standing,
    standalone: world.config.standalone && host.server !== null,
    observer: !votersOf(world.config).includes(host.sid),
    crown: CROWNS[standing] ?? null,
    leader: facts.leader === host.sid ? null : facts.leader,
    vote: election?.open === true ? election.vote.leader : null,
    count: facts.count,
    promises: facts.promises,
    cells,
    earlier: log.length - cells.filter(isEntry).length,
    flushing: host.flushing,
    fsyncMs: host.fsyncMs,
    serving: host.server?.serving ?? false,
    backlog: host.backlog.length + host.queue.length,
    dark: host.dark,
  };
}
