import type { Locator, Page } from 'playwright-core';
import '../../src/i18n/all.ts';
import { expect } from 'vitest';
import { type Key, type Language, translate } from '../../src/i18n/index.ts';

/** Most things that are done in one lesson: whoever does more goes round in circles. */
const MOST_MOVES = 150;
/** Most presses of Tab from one thing to the next. */
const MOST_TABS = 250;
/** What is waited for is a state; this only ends a wait for one that never comes. */
const NEVER = { timeout: 60_000 };

/** What stands on the page and can be used: asked for at once, since each question takes time. */
interface Sight {
  /** The names of the buttons, whole. */
  readonly buttons: readonly string[];
  /** The names of those in the lesson's text. */
  readonly inArticle: readonly string[];
  /** Those of `texts` that can be read. */
  readonly read: readonly string[];
}

/** Performed in the page. */
function sight(texts: readonly string[]): Sight {
  const plain = (text: string | null) => (text ?? '').replaceAll(/\s+/g, ' ').trim();
  const all = (what: string) =>
    [...document.querySelectorAll<HTMLElement>(what)].filter((one) =>
      one.checkVisibility({ visibilityProperty: true }),
    );
  const names = (what: string) => all(what).map((one) => plain(one.ariaLabel ?? one.textContent));
  return {
    buttons: names('button:enabled'),
    inArticle: names('article button:enabled'),
    read: all('body *')
      .filter((one) => one.childElementCount === 0)
      .map((one) => plain(one.textContent))
      .filter((text) => texts.includes(text)),
  };
}

/** Performed in the page: what the last input brought is drawn, and the focus has followed it. */
function drawn(): Promise<void> {
  const frames = (n: number, then: () => void): void => {
    if (n === 0) then();
    else requestAnimationFrame(() => frames(n - 1, then));
  };
  return new Promise((resolve) => frames(4, resolve));
}

/** Performed in the page: how often Tab leads on from what has the focus to `thing`; 0: unknown. */
function tabsTo(thing: Element): number {
  const focusable = 'a[href], button, input, select, textarea, summary, [tabindex]';
  const stops = [...document.querySelectorAll<HTMLElement>(focusable)].filter(
    (one) =>
      one.tabIndex >= 0 &&
      one.checkVisibility({ visibilityProperty: true }) &&
      !one.matches(':disabled') &&
      // Radios of one question are one stop.
      !(one instanceof HTMLInputElement && one.type === 'radio' && one !== thing),
  );
  const at = stops.findIndex((one) => one === document.activeElement);
  return at < 0 ? 0 : stops.indexOf(thing as HTMLElement) - at;
}

/** Performed in the page: whether something else lies over its first line or its last one. */
function isCovered(thing: Element): boolean {
  const { left, top, bottom } = thing.getBoundingClientRect();
  return [top + 8, bottom - 8].some((y) => {
    const seen = document.elementFromPoint(left + 4, y);
    return seen !== null && !thing.contains(seen) && !seen.contains(thing);
  });
}

/** Performed in the page: how much of it nothing cuts off, from 0 to 1. */
function shareInView(thing: Element): Promise<number> {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver(([entry]) => {
      observer.disconnect();
      resolve(entry?.intersectionRatio ?? 0);
    });
    observer.observe(thing);
  });
}

/** A student who goes through the lesson that is open, by mouse or by keyboard alone. */
export class LessonPlayer {
  readonly #page: Page;
  readonly #article: Locator;
  readonly #words: (key: Key) => string;
  readonly #hand: 'mouse' | 'keyboard';
  #sight: Sight = { buttons: [], inArticle: [], read: [] };
  /** How many questions were answered, and how many tasks done. */
  readonly count = { questions: 0, tasks: 0, steps: 0, besides: 0 };

  constructor(page: Page, language: Language, hand: 'mouse' | 'keyboard') {
    this.#page = page;
    this.#article = page.getByRole('article');
    this.#words = translate(language);
    this.#hand = hand;
  }

  /** To the lesson's last sentence, whatever it asks; `eachStep`: called when a step is done. */
  async play(eachStep: (step: number) => Promise<void> = async () => {}): Promise<void> {
    await this.#article.waitFor();
    for (let moves = 0; moves < MOST_MOVES; moves++) {
      await this.#settled();
      // Panels scroll, and the page around them does not, unless it is magnified.
      if (!this.#isLow()) expect(await this.#page.evaluate(() => scrollY)).toBe(0);
      if (this.#sight.read.includes(this.#words('tutor.lesson.done'))) return;
      if (await this.#comeBack()) continue;
      if (await this.#answer()) continue;
      if (await this.#begin()) continue;
      if (await this.#next(eachStep)) continue;
      if (await this.#rescue()) continue;
      throw new Error(`nothing more can be done:\n${await this.#article.innerText()}`);
    }
    throw new Error(`no end after ${MOST_MOVES} moves:\n${await this.#article.innerText()}`);
  }

  /** Lines of a step are carried out one after the other: until then there is nothing to do. */
  async #settled(): Promise<void> {
    const keys = ['tutor.running', 'tutor.aside.running', 'tutor.aside.again'] as const;
    const wait = keys.map((key) => this.#words(key));
    const done = this.#words('tutor.lesson.done');
    await this.#page.evaluate(drawn);
    await expect
      .poll(
        async () => {
          this.#sight = await this.#page.evaluate(sight, [...wait, done]);
          return wait.some((text) => this.#sight.read.includes(text));
        },
        { message: 'the lines are carried out', ...NEVER, interval: 50 },
      )
      .toBe(false);
  }

  #button(key: Key): Locator {
    return this.#page.getByRole('button', { name: this.#words(key), exact: true });
  }

  /** Presses a button, if it is there. */
  async #press(key: Key): Promise<boolean> {
    if (!this.#sight.buttons.includes(this.#words(key))) return false;
    await this.#use(this.#button(key).first(), 'Enter');
    return true;
  }

  /** The first button of the lesson that is called so, with any number or title, if it is there. */
  #named(key: Key): Locator | null {
    const [before = '', ...rest] = this.#words(key).split(/\{[^}]*\}/);
    const called = new RegExp(['^', before, rest.length === 0 ? '' : '\\d+'].join(''));
    if (!this.#sight.inArticle.some((name) => called.test(name))) return null;
    return this.#article.getByRole('button', { name: called }).first();
  }

  async #use(thing: Locator, key: 'Enter' | 'Space'): Promise<void> {
    if (this.#hand === 'mouse') {
      await thing.click();
      return;
    }
    await this.#tabTo(thing);
    await this.#page.keyboard.press(key);
    await this.#page.evaluate(drawn);
    const lost = await this.#page.evaluate(() => document.activeElement === document.body);
    if (lost) await this.#focusFound();
  }

  /** A button that is gone once it was pressed takes the focus with it: it has to go somewhere. */
  async #focusFound(): Promise<void> {
    const isFound = () => document.activeElement !== document.body;
    await this.#page.waitForFunction(isFound, undefined, NEVER).catch(async () => {
      expect.fail(`the focus fell to the page's body:\n${await this.#article.innerText()}`);
    });
  }

  async #tabTo(thing: Locator): Promise<void> {
    const handle = await thing.elementHandle();
    // Most of the way without looking: each look takes as long as a press.
    for (let ahead = (await thing.evaluate(tabsTo)) - 2; ahead > 0; ahead--) {
      await this.#page.keyboard.press('Tab');
    }
    for (let tabs = 0; tabs < MOST_TABS; tabs++) {
      const there = await this.#page.evaluate(
        (one) =>
          document.activeElement === one ||
          // Radios of one question are one stop of Tab: arrows move among them.
          (one instanceof HTMLInputElement &&
            one.type === 'radio' &&
            document.activeElement instanceof HTMLInputElement &&
            document.activeElement.name === one.name),
        handle,
      );
      if (there) return;
      await this.#page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not lead to ${await thing.evaluate((one) => one.outerHTML)}`);
  }

  async #comeBack(): Promise<boolean> {
    if (!this.#sight.buttons.includes(this.#words('tutor.aside.back'))) return false;
    // What was changed, and what was said of it, is read below the way back.
    const named = this.#page.getByRole('heading', { name: this.#words('tutor.change') });
    const changed = this.#article.locator('section').filter({ has: named });
    await this.#inSight(changed.locator('legend'));
    this.count.besides++;
    return this.#press('tutor.aside.back');
  }

  /** What is to be done next is seen without scrolling: one has been led there. */
  async #inSight(thing: Locator): Promise<void> {
    const isSeen = async () =>
      (await thing.evaluate(shareInView)) > 0.9 && !(await thing.evaluate(isCovered));
    const what = await thing.innerText();
    await expect.poll(isSeen, { message: `“${what}” is in view`, ...NEVER }).toBe(true);
  }

  /** The first question that is open: some answer, never always the same one. */
  async #answer(): Promise<boolean> {
    const open = this.#article
      .locator('fieldset')
      .filter({ has: this.#page.locator('input[type=radio]:enabled') })
      .first();
    if (!(await open.isVisible())) return false;
    // A lesson is read from its top, and leads to what it asks first.
    const first = this.#named('tutor.recall.first');
    if (first !== null) await this.#use(first, 'Enter');
    // To change one thing is offered besides: the way on is another.
    const besides = open.getByRole('button', { name: this.#words('tutor.change.run') });
    if (this.#isWide() && (await besides.count()) === 0) {
      await this.#inSight(open.locator('legend'));
    }
    // What is asked may be further down, but nothing lies over it.
    const legend = open.locator('legend');
    if ((await legend.evaluate(shareInView)) > 0.9) {
      const what = await legend.innerText();
      expect(await legend.evaluate(isCovered), `“${what}” is covered`).toBe(false);
    }
    const n = this.count.questions++;
    const number = open.locator('input[type=number]');
    const order = open.getByRole('button', { name: this.#words('tutor.answer.order') });
    const thing = open.locator('select');
    const radios = open.locator('input[type=radio]');
    if (await number.isVisible()) await number.fill(String(n));
    else if (await order.isVisible()) await this.#use(order, 'Enter');
    else if (await thing.isVisible()) await thing.selectOption({ index: 1 });
    else {
      const option = n % ((await radios.count()) - 1);
      if (this.#hand === 'mouse') await radios.nth(option).check({ force: true });
      else {
        await this.#use(radios.first(), 'Space');
        for (let at = 0; at < option; at++) await this.#page.keyboard.press('ArrowDown');
      }
    }
    const commits = ['predict.commit', 'recap.commit', 'recall.commit', 'change.run'] as const;
    for (const key of commits) {
      const commit = open.getByRole('button', { name: this.#words(`tutor.${key}`), exact: true });
      if ((await commit.count()) === 0 || !(await commit.isEnabled())) continue;
      await this.#use(commit, 'Enter');
      return true;
    }
    throw new Error(`an answer that cannot be committed:\n${await open.innerText()}`);
  }

  /** Where a step's words and its question have room beside each other. */
  #isWide(): boolean {
    return (this.#page.viewportSize()?.width ?? 0) > 820;
  }

  /** Lower than the least page: it is scrolled (App.svelte). */
  #isLow(): boolean {
    return (this.#page.viewportSize()?.height ?? 0) < 600;
  }

  async #begin(): Promise<boolean> {
    for (const key of ['tutor.begin', 'tutor.run', 'tutor.task.begin'] as const) {
      if (!this.#sight.buttons.includes(this.#words(key))) continue;
      await this.#inSight(this.#button(key));
      return this.#press(key);
    }
    return false;
  }

  async #next(eachStep: (step: number) => Promise<void>): Promise<boolean> {
    const next = this.#named('tutor.next.prefix');
    if (next === null) return false;
    await this.#inSight(next);
    await eachStep(++this.count.steps);
    await this.#use(next, 'Enter');
    return true;
  }

  /** All the help there is: every hint, one way to do it, and have it done. */
  async #rescue(): Promise<boolean> {
    for (const key of ['hint', 'hint.next'] as const) {
      if (!(await this.#press(`tutor.${key}`))) continue;
      await this.#inSight(this.#article.locator('.hint').last());
      return true;
    }
    if (await this.#press('tutor.solution.show')) return true;
    const seeds = this.#named('tutor.seeds.play');
    if (seeds !== null) {
      await this.#inSight(seeds);
      await this.#use(seeds, 'Enter');
      await seeds.waitFor({ state: 'hidden', ...NEVER });
      this.count.tasks++;
      return true;
    }
    const done = await this.#press('tutor.solution.do');
    if (done) this.count.tasks++;
    return done;
  }
}
