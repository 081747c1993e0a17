import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from './open-page.ts';

/** How far each edge is from the ground that it stands on, as a sum over parts of a colour. */
async function shadesOf(part: Locator): Promise<{ readonly top: number; readonly bottom: number }> {
  const shot = (await part.screenshot()).toString('base64');
  return part.evaluate(async (element, code) => {
    const bytes = Uint8Array.from(atob(code), (one) => one.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const pen = new OffscreenCanvas(image.width, image.height).getContext('2d');
    if (pen === null) throw new Error('there is a canvas');
    pen.drawImage(image, 0, 0);
    // Beside the words, and beside the bar.
    const x = Math.round(
      (element.clientWidth / element.getBoundingClientRect().width) * image.width,
    );
    const colorAt = (y: number) => [...pen.getImageData(x - 3, y, 1, 1).data];
    const ground = colorAt(Math.round(image.height / 2));
    const far = (y: number) =>
      colorAt(y).reduce((sum, one, i) => sum + Math.abs(one - (ground[i] ?? 0)), 0);
    return { top: far(1), bottom: far(image.height - 2) };
  }, shot);
}

test('a shade at an edge of the boards says that there is more', async () => {
  const page = await openPage({ width: 1440, height: 900, path: '#/lesson/M1/3' });
  const boards = page.getByRole('region', { name: 'The boards on the wall' });
  await boards.getByText('neurology on call').waitFor();
  const hidden = () => boards.evaluate((one) => one.scrollHeight - one.clientHeight);
  // Beside four who wait there is room for who is on call, until the window is narrow.
  expect(await hidden()).toBe(0);
  await page.setViewportSize({ width: 1156, height: 900 });
  await expect.poll(hidden).toBeGreaterThan(12);
  const [none, some] = [12, 60];
  const above = await shadesOf(boards);
  expect(above.top).toBeLessThan(none);
  expect(above.bottom).toBeGreaterThan(some);
  await boards.evaluate((one) => one.scrollTo(0, one.scrollHeight));
  const below = await shadesOf(boards);
  expect(below.top).toBeGreaterThan(some);
  expect(below.bottom).toBeLessThan(none);
  // The ward around them is the same.
  const look = (one: Element) => getComputedStyle(one).background;
  expect(await page.locator('section.ward').evaluate(look)).toBe(await boards.evaluate(look));
});
