/** Reading what was dropped: in pieces, with progress, and no further than it is let. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type ReadSoFar, readData } from '../../../../src/app/disks/read-files.ts';
import { isServerFile } from '../../../../src/app/disks/server-file.ts';
import { archiveOf, historiesOf, serversOf } from '../../../../src/datadir/index.ts';

const FOLDER = join(import.meta.dirname, '../../../conformance/datadir/quiet/server1');
const MIB = 1 << 20;

const files = readdirSync(FOLDER).map((name) => {
  const bytes = new Uint8Array(readFileSync(join(FOLDER, name)));
  return new File([bytes], `data/server1/version-2/${name}`);
});
const open = () => new AbortController().signal;

test('what is a server’s is read, what is not is passed over', async () => {
  const read = await readData(files, () => {}, open());
  const [server, ...others] = serversOf(read?.files ?? []);
  expect(others).toEqual([]);
  expect(server).toMatchObject({ sid: 1, folder: 'data/server1/version-2', damages: [] });
  expect(server?.logs).toHaveLength(3);
  expect(files.filter(isServerFile)).toHaveLength(read?.files.length ?? 0);
  expect(files.length).toBeGreaterThan(read?.files.length ?? 0);
});

test('an archive holds the same; one that is none is named', async () => {
  const { servers } = historiesOf(
    serversOf((await readData(files, () => {}, open()))?.files ?? []),
  );
  const archive = archiveOf(new Map(servers.map(({ sid, contents }) => [sid, contents])));
  const zips = [
    new File([new Uint8Array(archive)], 'disks.zip'),
    new File(['nothing of the kind'], 'other.zip'),
  ];
  const read = await readData(zips, () => {}, open());
  expect(read?.refused).toEqual(['other.zip']);
  const again = historiesOf(serversOf(read?.files ?? []));
  expect(again.servers.map(({ contents }) => contents)).toEqual(
    servers.map(({ contents }) => contents),
  );
});

test('a large file says how far it is, and can be stopped on the way', async () => {
  const log = new Uint8Array(readFileSync(join(FOLDER, 'log.100000001')));
  const large = new File([log, new Uint8Array(5 * MIB)], 'log.100000001');
  const told: ReadSoFar[] = [];
  const whole = await readData([large], (now) => told.push(now), open());
  expect(whole?.files).toMatchObject([{ kind: 'log', size: large.size, state: 'whole' }]);
  expect(told.length).toBeGreaterThan(5);
  expect(told.map(({ done }) => done)).toEqual(told.map(({ done }) => done).sort((a, b) => a - b));
  expect(told.at(-1)).toEqual({ file: 'log.100000001', done: large.size, of: large.size });

  const stop = new AbortController();
  let pieces = 0;
  const none = await readData(
    [large],
    () => {
      pieces += 1;
      if (pieces === 3) stop.abort();
    },
    stop.signal,
  );
  expect(none).toBeNull();
  expect(pieces).toBe(3);
});

test('a file that is taken away meanwhile is named, and the others are read', async () => {
  const log = new Uint8Array(readFileSync(join(FOLDER, 'log.100000001')));
  const gone = new File([log, new Uint8Array(20 * MIB)], 'log.100000001');
  const slice = gone.slice.bind(gone);
  gone.slice = (from, to) => {
    if (from === 0) return slice(from, to);
    const arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
    return Object.assign(slice(0, 0), { arrayBuffer });
  };
  const read = await readData([gone, ...files], () => {}, open());
  expect(read?.unreadable).toEqual(['log.100000001']);
  expect(serversOf(read?.files ?? [])).toMatchObject([{ sid: 1, damages: [] }]);
});
