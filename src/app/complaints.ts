import type { Lab } from './lab.svelte.ts';
import { onePerLab } from './one-per-lab.ts';

/** What something can go wrong with; `run`: what is to come to the stage, by link or as text. */
type Subject = 'run' | 'deck' | 'lesson' | 'window' | 'owner' | 'code';

/** What went wrong is said until the same thing goes well. */
class Complaints {
  readonly #said = new Map<Subject, readonly number[]>();
  readonly #lab: Lab;

  constructor(lab: Lab) {
    this.#lab = lab;
  }

  say(about: Subject, ...said: Parameters<Lab['notify']>): void {
    this.settled(about);
    this.#said.set(about, [this.#lab.notify(...said)]);
  }

  settled(about: Subject): void {
    for (const id of this.#said.get(about) ?? []) this.#lab.notices.dismiss(id);
    this.#said.delete(about);
  }

  /** Something that says itself what goes wrong with it, and whether it went well. */
  async during(about: Subject, work: Promise<boolean>): Promise<boolean> {
    const before = new Set(this.#lab.notices.list);
    const went = await work;
    if (went) this.settled(about);
    const wrong = this.#lab.notices.list.filter((one) => one.tone === 'alarm' && !before.has(one));
    this.#said.set(about, [...(this.#said.get(about) ?? []), ...wrong.map(({ id }) => id)]);
    return went;
  }
}

/** The one list of a lab. */
export const complaintsOf = onePerLab((lab) => new Complaints(lab));
