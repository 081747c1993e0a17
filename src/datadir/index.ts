/**
 * What a ZooKeeper server has on its disk: transaction logs, snapshots, epoch files. Read in pieces
 * of any size, printed as ZooKeeper's own tools print them, and made into what a simulated server
 * starts from; and the other way. Pure: whoever has the bytes brings them, and what is damaged is
 * told by file and offset.
 */

export { archiveOf, MOST_UNPACKED, readArchive } from './archive.ts';
export type { Damage, DamageKind } from './damage.ts';
export {
  type DataFile,
  type FileScan,
  isDataFile,
  readFileName,
  scanFile,
} from './file-scan.ts';
export {
  damagesOf,
  epochsOf,
  type Histories,
  type History,
  type HistoryEnd,
  type HistoryRow,
  historiesOf,
  holdingOf,
} from './histories.ts';
export * from './print-log.ts';
export * from './print-snapshot.ts';
export {
  type DataNotices,
  type DataScenario,
  disksIn,
  scenarioOf,
} from './scenario.ts';
export * from './server-files.ts';
export { Replay, type TreeThen } from './tree-at.ts';
