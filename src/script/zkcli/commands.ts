import { getAllChildrenNumber, getEphemerals, ls } from './children.ts';
import { create } from './create.ts';
import { get, remove, set, stat } from './data.ts';
import { addauth, getAcl, setAcl, whoami } from './permissions.ts';
import { close, quit, reconfig, sync } from './session.ts';
import { type CliCommand, usageOf } from './shape.ts';
import { addWatch, removewatches } from './watching.ts';

/** The commands that are modelled, one file a family. */
const COMMANDS: readonly CliCommand[] = [
  ...[create, remove, set, get, stat],
  ...[ls, getAllChildrenNumber, getEphemerals],
  ...[getAcl, setAcl, addauth, whoami],
  ...[addWatch, removewatches],
  ...[sync, close, quit, reconfig],
];

/** Commands of the real shell that are not, with their usage. */
const UNMODELLED: Readonly<Record<string, string>> = {
  config: '[-c] [-w] [-s]',
  connect: 'host:port',
  deleteall: 'path [-b batch size]',
  delquota: '[-n|-b|-N|-B] path',
  history: '',
  listquota: 'path',
  printwatches: 'on|off',
  redo: 'cmdno',
  setquota: '-n|-b|-N|-B val path',
  version: '',
};

export function commandNamed(name: string): CliCommand | null {
  return COMMANDS.find((command) => command.name === name) ?? null;
}

export function isUnmodelled(name: string): boolean {
  return Object.hasOwn(UNMODELLED, name);
}

/** Every command name there is in the real shell, in the order of its help. */
export const COMMAND_NAMES: readonly string[] = [
  ...COMMANDS.map(({ name }) => name),
  ...Object.keys(UNMODELLED),
].sort(byHelp);

/** The help's order: ASCII, so that addWatch comes before addauth. */
function byHelp(a: string, b: string): number {
  return a < b ? -1 : 1;
}

/** What the shell prints when it does not know a command (ZooKeeperMain.usage). */
export function helpLines(): readonly string[] {
  const head = 'ZooKeeper -server host:port -client-configuration properties-file cmd args';
  const usages = COMMAND_NAMES.map((name) => {
    const command = commandNamed(name);
    return `\t${command === null ? `${name} ${UNMODELLED[name]}` : usageOf(command)}`;
  });
  return [head, ...usages];
}
