import { byCodeUnit, entriesOf, getKey, size, sortedKeys } from '../../lib/index.ts';
import type { Server } from '../../sim/index.ts';
import type { Respondent } from './facts.ts';

type Side = Server['watches']['data'];

/** Entries of a table: a path watched by two connections counts twice (WatchManager.size). */
export function watchCount(side: Side): number {
  return entriesOf(side.byPath).reduce((sum, [, connections]) => sum + size(connections), 0);
}

/** WatchCommand looks at data watches only. */
export function wchs({ server }: Respondent): readonly string[] {
  const { data } = server.watches;
  const [connections, paths] = [size(data.byConnection), size(data.byPath)];
  return [
    `${connections} connections watching ${paths} paths`,
    `Total watches:${watchCount(data)}`,
  ];
}

function sessionOf({ server }: Respondent, connection: string): string {
  return getKey(server.connections, connection)?.session ?? '0x0';
}

/** By session. */
export function wchc(asked: Respondent): readonly string[] {
  return entriesOf(asked.server.watches.data.byConnection)
    .map(([connection, paths]) => ({
      session: sessionOf(asked, connection),
      paths: sortedKeys(paths),
    }))
    .sort((a, b) => byCodeUnit(a.session, b.session))
    .flatMap(({ session, paths }) => [session, ...paths.map((path) => `\t${path}`)])
    .concat('');
}

/** By path. */
export function wchp(asked: Respondent): readonly string[] {
  const { byPath } = asked.server.watches.data;
  const lines = sortedKeys(byPath).flatMap((path) => {
    const watching = getKey(byPath, path);
    const sessions = (watching === undefined ? [] : sortedKeys(watching))
      .map((connection) => sessionOf(asked, connection))
      .sort(byCodeUnit);
    return [path, ...sessions.map((session) => `\t${session}`)];
  });
  return [...lines, ''];
}
