import { describe, expect, it } from 'vitest';
import { parseZxid, type Txn, type Zxid, zxidShort } from '../../../src/model/index.ts';
import {
  afterCrash,
  appendTxn,
  type Disk,
  EMPTY_DISK,
  flush,
  lastZxidOnDisk,
  markLogUnusable,
  saveSnapshot,
  truncate,
} from '../../../src/zab/index.ts';

const at = (text: string): Zxid => parseZxid(text) as Zxid;
const txn = (text: string): Txn => ({
  zxid: at(text),
  session: '0x0',
  cxid: 0,
  timeMs: 0,
  change: { type: 'error', code: 'NONODE' },
});
const snapshot = (text: string) => ({
  zxid: at(text),
  image: { kind: 'image' } as const,
  bytes: 1,
});
const diskOf = (...zxids: readonly string[]): Disk =>
  zxids.reduce((disk, z, i) => appendTxn(disk, txn(z), i === 0), EMPTY_DISK);
const last = (disk: Disk | null): string | null => disk && zxidShort(lastZxidOnDisk(disk));

describe('what a crash leaves on a disk', () => {
  it('the fsynced prefix', () => {
    const disk = flush(diskOf('1:1', '1:2', '1:3'), 2);
    expect(last(afterCrash(disk))).toBe('1·2');
  });

  it('a snapshot that is ahead of the fsynced log leaves a gap that feeds no DIFF', () => {
    const disk = saveSnapshot(flush(diskOf('1:1', '1:2', '1:3'), 1), snapshot('1:3'));
    const left = afterCrash(disk);
    expect(last(left)).toBe('1·3');
    expect(left.usableFrom).toBe(1);
  });
});

describe('snapshots', () => {
  it('are files named by their zxid: one of the same name replaces the older', () => {
    const again = (disk: Disk): Disk => saveSnapshot(disk, snapshot('1:3'));
    const disk = again(again(again(again(again(saveSnapshot(diskOf('1:1'), snapshot('1:1')))))));
    expect(disk.snapshots.map((s) => zxidShort(s.zxid))).toEqual(['1·1', '1·3']);
  });
});

describe('truncation', () => {
  it('cuts the tail, and snapshots that hold it', () => {
    const disk = saveSnapshot(flush(diskOf('1:1', '1:2', '1:3'), 3), snapshot('1:3'));
    const cut = truncate(disk, at('1:2'));
    expect(last(cut)).toBe('1·2');
    expect(cut?.snapshots).toEqual([]);
  });

  it('is impossible below the snapshot that a SNAP left as the only source', () => {
    const repaired = saveSnapshot(markLogUnusable(flush(diskOf('1:1'), 1)), snapshot('1:9'));
    expect(truncate(repaired, at('1:5'))).toBeNull();
  });

  it('keeps a snapshot named after the start of an epoch, which holds what was before', () => {
    const repaired = saveSnapshot(markLogUnusable(flush(diskOf('1:1'), 1)), snapshot('2:0'));
    const led = flush(appendTxn(repaired, txn('2:1'), false), 2);
    expect(last(truncate(led, at('1:9')))).toBe('1·9');
    expect(truncate(led, at('2:0'))?.log.length).toBe(1);
  });

  it('never makes an entry durable that was not', () => {
    const cut = truncate(flush(diskOf('1:1', '1:2', '1:3'), 1), at('1:2'));
    expect(cut?.flushed).toBe(1);
  });
});
