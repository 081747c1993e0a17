import type { FactTexts, Key, Translate } from '../i18n/index.ts';
import type { Notice } from '../ui/index.ts';

const PLAIN_MS = 9000;
const MOST = 3;

/** The short sentences at the edge of the page: at most a few at a time. */
export class NoticeBoard {
  list: readonly Notice[] = $state.raw([]);
  readonly #t: () => Translate;
  #count = 0;

  /** `t`: the texts of the language that is chosen now. */
  constructor(t: () => Translate) {
    this.#t = t;
  }

  /** Says a sentence of the catalogues, and offers at most one thing to do about it; its id. */
  tell(
    key: Key,
    facts: FactTexts = {},
    tone: Notice['tone'] = 'plain',
    action?: { readonly key: Key; readonly run: () => void },
  ): number {
    const t = this.#t();
    return this.say(t(key, facts), tone, action && { label: t(action.key), run: action.run });
  }

  say(text: string, tone: Notice['tone'] = 'plain', action?: Notice['action']): number {
    this.#count += 1;
    const notice: Notice = { id: this.#count, text, tone, ...(action ? { action } : {}) };
    this.list = [...this.list.filter((one) => one.text !== text), notice].slice(-MOST);
    // What is only told goes by itself; what went wrong, or is to be kept, stays until it is read.
    if (tone === 'plain') setTimeout(() => this.dismiss(notice.id), PLAIN_MS);
    return notice.id;
  }

  /** Takes away what was said in a tone: it is no longer about what is shown. */
  forget(tone: Notice['tone']): void {
    if (this.list.some((notice) => notice.tone === tone)) {
      this.list = this.list.filter((notice) => notice.tone !== tone);
    }
  }

  dismiss(id: number): void {
    this.list = this.list.filter((notice) => notice.id !== id);
  }
}
