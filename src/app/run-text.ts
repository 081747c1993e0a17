import { printRun, type ShownRun } from './saved-run.ts';
import { startWith } from './startup.ts';

/** Runs are printed once, and read when somebody goes back to them. */
const texts = new WeakMap<ShownRun, string>();

export function textOfRun(shown: ShownRun): string {
  const text = texts.get(shown) ?? printRun(shown);
  texts.set(shown, text);
  return text;
}

/** The run of a text that `textOfRun` wrote. */
export function laterRun(text: string): ShownRun {
  let read: ShownRun | null = null;
  const run = (): ShownRun => {
    read ??= startWith(text).shown;
    return read;
  };
  const shown: ShownRun = {
    get timeline() {
      return run().timeline;
    },
    get at() {
      return run().at;
    },
  };
  texts.set(shown, text);
  return shown;
}
