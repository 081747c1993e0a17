import { describe, expect, it } from 'vitest';
import { append, emptyLog } from '../../../src/lib/index.ts';
import { parseZxid, type Txn, type Zxid, zxidShort } from '../../../src/model/index.ts';
import { EMPTY_DISK, type Memory } from '../../../src/zab/index.ts';
import { decideSync } from '../../../src/zab/sync-decision.ts';

const at = (text: string): Zxid => parseZxid(text) as Zxid;
const txn = (text: string): Txn => ({
  zxid: at(text),
  session: '0x0',
  cxid: 0,
  timeMs: 0,
  change: { type: 'error', code: 'NONODE' },
});
const logOf = (...zxids: readonly string[]) =>
  zxids.reduce((log, z) => append(log, txn(z)), emptyLog<Txn>());

const IMAGE = { kind: 'image' } as const;
const memory = (last: string, ...committed: readonly string[]): Memory => ({
  image: IMAGE,
  lastProcessed: at(last),
  committedLog: logOf(...committed),
  committedFrom: 0,
});
const OPTIONS = { snapshotSizeFactor: 0.33, logStepBytes: 64 * 1024 * 1024 };

const decide = (peer: string, mem: Memory, disk = EMPTY_DISK, options = OPTIONS) => {
  const plan = decideSync(2, at(peer), mem, disk, options);
  const sent = plan.txns.map((t) => zxidShort(t.zxid)).join(' ');
  return `${plan.mode} ${zxidShort(plan.zxid)} [${sent}] seen ${zxidShort(plan.seen)}`;
};

describe('LearnerHandler.syncFollower, row by row', () => {
  const led = memory('1:4', '1:1', '1:2', '1:3', '1:4');

  it.each([
    ['2: the same zxid', '1:4', led, 'DIFF 1·4 [] seen 1·4'],
    ['3: ahead in the same epoch', '1:6', led, 'TRUNC 1·4 [] seen 1·4'],
    ['3: ahead, down across an epoch', '2:3', led, 'TRUNC 1·4 [] seen 1·4'],
    ['4: inside the committed log', '1:2', led, 'DIFF 1·4 [1·3 1·4] seen 1·4'],
    ['6: an epoch start above max has nothing to cut', '2:0', led, 'SNAP 1·4 [] seen 1·4'],
    [
      '3 looks at max, not at last: a leader just established',
      '1:5',
      memory('2:0', '1:3', '1:4'),
      'TRUNC 1·4 [] seen 1·4',
    ],
    [
      '4: a tail of an old epoch, something committed in the new one',
      '1:5',
      memory('2:1', '1:3', '1:4', '2:1'),
      'SNAP 2·1 [] seen 2·1',
    ],
    [
      '4: a learner that stands at an epoch start',
      '2:0',
      memory('2:1', '1:3', '1:4', '2:1'),
      'DIFF 2·1 [2·1] seen 2·1',
    ],
    [
      '4: a hole inside an epoch of the leader: TRUNC and DIFF',
      '1:3',
      memory('1:5', '1:2', '1:4', '1:5'),
      'TRUNC 1·2 [1·4 1·5] seen 1·5',
    ],
  ])('row %s', (_name, peer, mem, expected) => {
    expect(decide(peer, mem)).toBe(expected);
  });

  describe('older than what memory holds: from the log on disk', () => {
    const log = logOf('1:1', '1:2', '1:3', '1:4', '1:5');
    const recent = memory('1:5', '1:4', '1:5');
    const oneFile = { ...EMPTY_DISK, log, flushed: 5, files: [0] };

    it('a single file always qualifies', () => {
      expect(decide('1:2', recent, oneFile)).toBe('DIFF 1·5 [1·3 1·4 1·5] seen 1·5');
    });
    it('an empty server is before the first file', () => {
      expect(decide('0:0', recent, oneFile)).toBe('SNAP 1·5 [] seen 1·5');
    });
    it('later files outweigh a third of the snapshot', () => {
      const snapshots = [{ zxid: at('1:3'), image: IMAGE, bytes: 1000 }];
      const twoFiles = { ...oneFile, files: [0, 3], snapshots };
      expect(decide('1:2', recent, twoFiles)).toBe('SNAP 1·5 [] seen 1·5');
      const large = {
        ...twoFiles,
        snapshots: [{ zxid: at('1:3'), image: IMAGE, bytes: 3e8 }],
      };
      expect(decide('1:2', recent, large)).toBe('DIFF 1·5 [1·3 1·4 1·5] seen 1·5');
    });
    it('a factor of 0 has no limit, a negative one switches it off', () => {
      const twoFiles = { ...oneFile, files: [0, 3] };
      const free = { ...OPTIONS, snapshotSizeFactor: 0 };
      expect(decide('1:2', recent, twoFiles, free)).toBe('DIFF 1·5 [1·3 1·4 1·5] seen 1·5');
      const off = { ...OPTIONS, snapshotSizeFactor: -1 };
      expect(decide('1:2', recent, oneFile, off)).toBe('SNAP 1·5 [] seen 1·5');
    });
    it('a log with a gap below a SNAP is not used (ZOOKEEPER-2846)', () => {
      expect(decide('1:2', recent, { ...oneFile, usableFrom: 3 })).toBe('SNAP 1·5 [] seen 1·5');
    });

    describe('and a learner at an epoch start, which is no entry of any log', () => {
      const led = memory('3:2', '3:2');
      const log = logOf('1:1', '3:1', '3:2');

      it('may be in that gap: what was committed in its epoch is not in the log', () => {
        const disk = { ...EMPTY_DISK, log, flushed: 3, files: [0], usableFrom: 1 };
        expect(decide('2:0', led, disk)).toBe('SNAP 3·2 [] seen 3·2');
      });

      it('is fed where the entry before it is usable', () => {
        const disk = { ...EMPTY_DISK, log, flushed: 3, files: [0], usableFrom: 0 };
        expect(decide('2:0', led, disk)).toBe('DIFF 3·2 [3·1 3·2] seen 3·2');
      });
    });
  });
});
