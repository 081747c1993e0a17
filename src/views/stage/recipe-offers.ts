import type { Key } from '../../i18n/index.ts';
import { sortedKeys } from '../../lib/index.ts';
import type { ClientName } from '../../model/index.ts';
import { type Database, nodeAt } from '../../znodes/index.ts';
import type { Offer } from './menus.ts';
import type { ClientShape, StageModel } from './model.ts';

/** Where each recipe has its place in the hospital when it is begun from a menu. */
const CT_DOOR = '/medical/resources/equipment/CT/door';
const RECORD_LOCK = '/medical/patients/patient1/lock';
const BEDS = '/medical/resources/beds';
const CHIEF = '/medical/chief';
const DUTY = '/medical/duty';
const SERVICE = '/medical/resources/equipment/MRI/service';
const OPERATION = '/medical/operation';
const ARRIVALS = '/medical/arrivals';
const TRIAGE = '/medical/triage';
const TRANSFERS = '/medical/transfers';

/** The lock that the hospital's departments queue for. */
export const MRI_LOCK = '/medical/resources/equipment/MRI/lock';

/** For how many a semaphore or a double barrier is: few, so that two clients show all of it. */
const FEW = '2';

/** Who asks, and the tree that its server shows it; null: it shows none. */
interface Asking {
  readonly name: ClientName;
  readonly busy: boolean;
  readonly tree: Database | null;
}

/** What the data of a node say; null: it is not there. */
function dataAt(tree: Database | null, path: string): string | null {
  const node = tree === null ? undefined : nodeAt(tree, path);
  return node === undefined ? null : (node.data ?? '');
}

/** The lines that make a node, and what is missing above it; none when it is there. */
function made({ name, tree }: Asking, path: string, data = '""'): readonly string[] {
  const parts = path.slice(1).split('/');
  const paths = parts.map((_, i) => `/${parts.slice(0, i + 1).join('/')}`);
  return paths
    .filter((one) => dataAt(tree, one) === null)
    .map((one) => `${name}: create ${one} ${one === path ? data : '""'}`);
}

/** Begins a recipe, after what it needs in the tree. */
function begun(asking: Asking, recipe: string, path: string, before: readonly string[]): Offer {
  return {
    id: recipe,
    key: `stage.do.recipe.${recipe}` as Key,
    ...(before.length > 0 ? { before } : {}),
    line: `${asking.name} recipe ${recipe} ${path}`,
    why: asking.busy ? 'stage.why.hasRecipe' : null,
  };
}

/** An item for those who take from a queue: whoever puts it in need not wait for it. */
function item(asking: Asking, id: string, queue: string, prefix: string, data: string): Offer {
  const line = `${asking.name}: create -s ${queue}/${prefix} ${data}`;
  return { id, key: `stage.do.item.${id}` as Key, before: made(asking, queue), line };
}

function barrierOffer(asking: Asking): Offer {
  const { name, tree } = asking;
  if (dataAt(tree, SERVICE) !== null) {
    return { id: 'open', key: 'stage.do.barrier.open', line: `${name}: delete ${SERVICE}` };
  }
  const lines = made(asking, SERVICE);
  const line = lines.at(-1) as string;
  return { id: 'shut', key: 'stage.do.barrier.shut', before: lines.slice(0, -1), line };
}

/** The transfer that is under way, or the next one: a verdict stands for ever. */
function transfer(tree: Database | null): { readonly path: string; readonly fresh: boolean } {
  const node = tree === null ? undefined : nodeAt(tree, TRANSFERS);
  const numbers = node === undefined ? [] : sortedKeys(node.children).map(Number);
  const last = Math.max(0, ...numbers.filter(Number.isInteger));
  const open = last > 0 && dataAt(tree, `${TRANSFERS}/${last}`) === '';
  return { path: `${TRANSFERS}/${open ? last : last + 1}`, fresh: !open };
}

/** The coordinator names all other clients as sites; one that takes over leaves the sites alone. */
function twoPhaseOffers(asking: Asking, others: readonly ClientName[]): readonly Offer[] {
  const { name, tree } = asking;
  const { path, fresh } = transfer(tree);
  const sites = others.join(',');
  const named = dataAt(tree, TRANSFERS);
  const renamed =
    fresh && named !== null && named !== sites ? [`${name}: set ${TRANSFERS} ${sites}`] : [];
  const before = [...made(asking, TRANSFERS, sites), ...renamed];
  const coordinator = begun(asking, 'two-phase-commit', path, before);
  const alone = others.length === 0 && fresh;
  return [
    alone ? { ...coordinator, why: 'stage.why.noSites' } : coordinator,
    begun(asking, 'vote-commit', `${path}/${name}`, []),
    begun(asking, 'vote-abort', `${path}/${name}`, []),
  ];
}

/**
 * What clients build on ZooKeeper, each begun at a place of its own in the hospital. `tree` is the
 * one that the client's server holds: only what is missing there is made first.
 */
export function recipeOffers(
  client: ClientShape,
  model: StageModel,
  tree: Database | null,
): readonly Offer[] {
  const busy = client.recipe !== null && !client.recipe.over;
  const asking: Asking = { name: client.name, busy, tree };
  const others = model.clients.map(({ name }) => name).filter((name) => name !== client.name);
  const page = (id: string, offers: readonly Offer[]): Offer => ({
    id,
    key: `stage.do.recipes.${id}` as Key,
    offers,
  });
  const offer = (recipe: string, path: string, data: string | null = null): Offer =>
    begun(asking, recipe, path, data === null ? [] : made(asking, path, data));
  return [
    page('locks', [
      offer('lock', MRI_LOCK),
      offer('herd-lock', CT_DOOR),
      offer('read-lock', RECORD_LOCK),
      offer('write-lock', RECORD_LOCK),
      offer('semaphore', BEDS, FEW),
    ]),
    page('together', [
      offer('leader-election', CHIEF),
      offer('group', DUTY),
      offer('barrier', SERVICE),
      barrierOffer(asking),
      offer('double-barrier', OPERATION, FEW),
    ]),
    page('queues', [
      offer('queue', ARRIVALS),
      item(asking, 'arrival', ARRIVALS, 'queue-', 'patient1'),
      offer('priority-queue', TRIAGE),
      item(asking, 'urgent', TRIAGE, 'queue-01', 'patient1'),
      item(asking, 'ordinary', TRIAGE, 'queue-50', 'patient2'),
    ]),
    page('two-phase', twoPhaseOffers(asking, others)),
  ];
}
