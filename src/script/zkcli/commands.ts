import { byCodeUnit } from '../../lib/index.ts';
import { getAllChildrenNumber, getEphemerals, ls } from './children.ts';
import { config, reconfig } from './config.ts';
import { create } from './create.ts';
import { get, remove, set, stat } from './data.ts';
import { deleteall } from './deleteall.ts';
import { history, printwatches, redo } from './own.ts';
import { addauth, getAcl, setAcl, whoami } from './permissions.ts';
import { delquota, listquota, setquota } from './quota.ts';
import { close, connect, quit, sync, version } from './session.ts';
import { type CliCommand, usageOf } from './shape.ts';
import { addWatch, removewatches } from './watching.ts';

/** Every command there is in the real shell, one file a family. */
const COMMANDS: readonly CliCommand[] = [
  ...[create, remove, deleteall, set, get, stat],
  ...[ls, getAllChildrenNumber, getEphemerals],
  ...[getAcl, setAcl, addauth, whoami],
  ...[addWatch, removewatches],
  ...[setquota, listquota, delquota],
  ...[sync, connect, close, quit, version],
  ...[config, reconfig],
  ...[history, redo, printwatches],
];

const BY_NAME: ReadonlyMap<string, CliCommand> = new Map(
  COMMANDS.map((command) => [command.name, command]),
);

export function commandNamed(name: string): CliCommand | null {
  return BY_NAME.get(name) ?? null;
}

/** Every command name, in the order of the help: ASCII, so that addWatch comes before addauth. */
export const COMMAND_NAMES: readonly string[] = [...BY_NAME.keys()].sort(byCodeUnit);

/** What the shell prints when it does not know a command (ZooKeeperMain.usage). */
export function helpLines(): readonly string[] {
  const head = 'ZooKeeper -server host:port -client-configuration properties-file cmd args';
  return [head, ...COMMAND_NAMES.map((name) => `\t${usageOf(commandNamed(name) as CliCommand)}`)];
}
