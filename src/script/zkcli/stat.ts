import { type Stat, zxidHex } from '../../model/index.ts';
import { javaDate } from './date.ts';

/** The Stat block (cli.StatPrinter), labels and order as the real one's. */
export function statLines(stat: Stat): readonly string[] {
  return [
    `cZxid = ${zxidHex(stat.czxid)}`,
    `ctime = ${javaDate(stat.ctime)}`,
    `mZxid = ${zxidHex(stat.mzxid)}`,
    `mtime = ${javaDate(stat.mtime)}`,
    `pZxid = ${zxidHex(stat.pzxid)}`,
    `cversion = ${stat.cversion}`,
    `dataVersion = ${stat.version}`,
    `aclVersion = ${stat.aversion}`,
    `ephemeralOwner = ${stat.ephemeralOwner}`,
    `dataLength = ${stat.dataLength}`,
    `numChildren = ${stat.numChildren}`,
  ];
}
