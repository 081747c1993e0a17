import type { Page } from 'playwright-core';

interface Pasted {
  readonly untilMs: number;
  readonly commands: readonly string[];
}

/** Opens a recording as somebody pastes it, and waits until it is shown at its end. */
export async function paste(page: Page, run: Pasted): Promise<void> {
  const clock = page.getByRole('slider', { name: /^(Virtual time|虚拟时间)$/ });
  await clock.waitFor();
  await pasteText(page, JSON.stringify(run));
  const until = `[role=slider][aria-valuenow="${run.untilMs}"]`;
  await page.locator(until).waitFor();
}

/** Pastes a text, wherever the focus is. */
export async function pasteText(page: Page, pasted: string): Promise<void> {
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.body.dispatchEvent(event);
  }, pasted);
}
