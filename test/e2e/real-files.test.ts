/** Real servers' files: dropped, looked at, started from; and a run's disks saved as such files. */
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { readArchive, serversOf } from '../../src/datadir/index.ts';
import { accessibilityFaults } from './accessibility.ts';
import { openPage } from './open-page.ts';

const REAL = join(import.meta.dirname, '../conformance/datadir');

interface Dropped {
  readonly path: string;
  readonly base64: string;
}

/** The files of some servers by their paths, as folders that are dropped give them. */
function filesOf(name: string, sids: readonly number[]): Dropped[] {
  return sids.flatMap((sid) => {
    const folder = join(REAL, name, `server${sid}`);
    const names = readdirSync(folder).filter((file) => !file.endsWith('.txt'));
    return names.map((file) => ({
      path: `zk/server${sid}/version-2/${file}`,
      base64: readFileSync(join(folder, file)).toString('base64'),
    }));
  });
}

/** Drops files on the page: each is called by its path, as those of a folder are. */
async function drop(page: Page, files: readonly Dropped[]): Promise<void> {
  await page.evaluate((dropped) => {
    const dataTransfer = new DataTransfer();
    for (const { path, base64 } of dropped) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      dataTransfer.items.add(new File([bytes], path));
    }
    window.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
  }, files);
}

const ready = (page: Page) => page.getByRole('button', { name: /^(Menu|菜单)$/ }).waitFor();

test('folders of an accident are read, gone through, and started from', async () => {
  const page = await openPage({ width: 1280, height: 720, reducedMotion: true });
  await ready(page);
  await drop(page, filesOf('orphan', [1, 2, 3]));
  const dialog = page.getByRole('dialog', { name: 'Real servers’ files' });
  await dialog.getByText('Server 3 would win an election').waitFor();
  await dialog
    .getByText('Server 2 parts from it behind 1·13: it goes on with 1·14 (1 transaction)')
    .waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  // The row of the orphan: on server 2 alone.
  await dialog.getByRole('slider').fill('13');
  const row = dialog.getByRole('row', { name: /1·14/ });
  await row.getByText('server 2: in a log').waitFor();
  await row.getByText('server 1: not there').waitFor();
  const tree = dialog.getByRole('tree');
  const orphan = tree.getByRole('treeitem', { name: /orphan/ });
  await dialog.getByText('Tree at 1·14 by server').waitFor();
  expect(await orphan.count()).toBe(0);
  await dialog.getByRole('radio', { name: '2' }).press('Space');
  await orphan.waitFor();
  await row.getByRole('button', { name: '1·14' }).waitFor();

  await dialog.getByRole('button', { name: 'Start an ensemble from these disks' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.locator('.notice', { hasText: 'A new run begins.' }).waitFor();
  // What becomes of it: the third epoch, and server 2 is cut back.
  await page.keyboard.press(':');
  await page.getByRole('dialog').getByRole('combobox').fill('run until leader');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Server 3, LEADING/ }).waitFor();
  await page.getByRole('button', { name: /^Server 2, FOLLOWING 3/ }).waitFor();
});

test('a folder is chosen, with all that lies in it', async () => {
  const page = await openPage({ width: 1280, height: 720, reducedMotion: true });
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Open real servers’ files …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Real servers’ files' });
  const asked = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose a folder' }).click();
  await (await asked).setFiles(join(REAL, 'orphan'));
  await dialog.getByText('Server 3 would win an election').waitFor();
  await dialog.getByRole('row', { name: /orphan\/server2/ }).waitFor();
});

test('damage is named with its place, and the rest is read', async () => {
  const page = await openPage({ width: 390, height: 844, language: 'zh-CN', reducedMotion: true });
  await ready(page);
  const files = filesOf('quiet', [1]).map((file) => {
    if (!file.path.endsWith('log.100000001')) return file;
    const bytes = Buffer.from(file.base64, 'base64');
    bytes[300] = (bytes[300] ?? 0) ^ 1;
    return { ...file, base64: bytes.toString('base64') };
  });
  await drop(page, files);
  const dialog = page.getByRole('dialog', { name: '真实服务器的文件' });
  await dialog.getByText(/log\.100000001，字节 \d+：0x1\d+ 的记录与校验和不符/).waitFor();
  await dialog.getByRole('table', { name: '历史' }).waitFor();
  expect(await dialog.evaluate((one) => one.scrollWidth <= one.clientWidth)).toBe(true);
  expect(await accessibilityFaults(page)).toEqual([]);
  // What is none of a server's says so, once.
  await drop(page, [{ path: 'a.zip', base64: 'UEsD' }]);
  await dialog.getByText('a.zip 不是 zip 归档').waitFor();
  await dialog.getByText('其中没有 ZooKeeper 服务器的文件').waitFor();
});

test('the disks of a run are saved as files, and opened again', async () => {
  const page = await openPage({ width: 1280, height: 720, reducedMotion: true });
  await ready(page);
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  const coming = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Save the servers’ disks as files' }).click();
  const file = join(mkdtempSync(join(tmpdir(), 'disks-')), 'disks.zip');
  await (await coming).saveAs(file);
  const saved = readFileSync(file);
  const servers = serversOf(readArchive(new Uint8Array(saved)) ?? []);
  expect(servers.map(({ sid, damages }) => [sid, damages])).toEqual([
    [1, []],
    [2, []],
    [3, []],
  ]);
  expect(servers[0]?.logs[0]?.entries.length).toBeGreaterThan(3);
  await drop(page, [{ path: 'zabscope-disks.zip', base64: saved.toString('base64') }]);
  await page.getByText('All have the same history').waitFor();
  const start = page.getByRole('button', { name: 'Start an ensemble from these disks' });
  await start.click();
  await page.locator('.notice', { hasText: 'A new run begins.' }).waitFor();
});
