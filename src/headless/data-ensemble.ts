/** An ensemble that starts from real servers' folders on this machine. */
import { type DataScenario, scanFile, scenarioOf, serversOf } from '../datadir/index.ts';
import { damageText, dataFiles, readInto } from './data.ts';
import { ImpossibleError } from './usage.ts';

/**
 * The scenario that starts from these folders; what is damaged, and what became of it, is said on
 * standard error. `zooCfg`: who the servers are, instead of what the files say.
 */
export function dataScenario(folders: readonly string[], zooCfg: string | null): DataScenario {
  const files = dataFiles(folders).flatMap((path) => {
    const scan = scanFile(path);
    return scan === null ? [] : [readInto(path, scan)];
  });
  const servers = serversOf(files);
  for (const damage of servers.flatMap(({ damages }) => damages)) {
    console.error(`warning: ${damageText(damage)}`);
    if (damage.kind !== 'tooLarge') continue;
    throw new ImpossibleError(`${damage.file} is too large to start from: --dump prints all of it`);
  }
  const { scenario, notices } = scenarioOf(servers, zooCfg);
  for (const { sid, damage } of notices.refused) {
    const where = `${damage.file}, byte ${damage.offset}`;
    console.error(`warning: server ${sid} stays down: a real one refuses to start (${where})`);
  }
  if (notices.empty.length > 0) {
    const sids = notices.empty.join(', ');
    console.error(`warning: there is no folder of server ${sids}: it begins with an empty disk`);
  }
  return scenario;
}
