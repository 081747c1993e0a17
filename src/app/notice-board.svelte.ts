import type { Notice } from '../ui/index.ts';

const PLAIN_MS = 9000;
const MOST = 3;

/** The short sentences at the edge of the page: at most a few at a time. */
export class NoticeBoard {
  list: readonly Notice[] = $state.raw([]);
  #count = 0;

  say(text: string, tone: Notice['tone'] = 'plain', action?: Notice['action']): void {
    this.#count += 1;
    const notice: Notice = { id: this.#count, text, tone, ...(action ? { action } : {}) };
    this.list = [...this.list.filter((one) => one.text !== text), notice].slice(-MOST);
    // What is only told goes by itself; what went wrong stays until it is read.
    if (tone === 'plain') setTimeout(() => this.dismiss(notice.id), PLAIN_MS);
  }

  dismiss(id: number): void {
    this.list = this.list.filter((notice) => notice.id !== id);
  }
}
