import { databaseOf, type Host, type World } from '../../sim/index.ts';
import type { Opening } from '../../timeline/index.ts';
import { nodeAt } from '../../znodes/index.ts';
import { HOSPITAL } from './places.ts';

function hasTree(host: Host): boolean {
  const tree = databaseOf(host);
  return tree !== null && nodeAt(tree, HOSPITAL) !== undefined;
}

/** What setups build, worked out once for each: it is asked for in every frame. */
const BUILT = new WeakMap<Opening['setup'], boolean>();

function buildsHospital(setup: Opening['setup']): boolean {
  const known = BUILT.get(setup);
  if (known !== undefined) return known;
  const isBuilt = setup.some(
    ({ command }) => command.type === 'ask' && command.line.split(/\s+/).includes(HOSPITAL),
  );
  BUILT.set(setup, isBuilt);
  return isBuilt;
}

/**
 * Whether a run has a ward: its setup builds a hospital, whenever that will be, so that the ward
 * has its place from the beginning and nothing moves; or some server knows of one.
 */
export function hasWard({ setup }: Opening, world: World): boolean {
  return buildsHospital(setup) || world.hosts.some(hasTree);
}

/** Whether there is a ward to show: some running server knows of a hospital, or none runs. */
export function isHospital(world: World): boolean {
  const running = world.hosts.filter((host) => host.server !== null);
  return running.length === 0 || running.some(hasTree);
}
