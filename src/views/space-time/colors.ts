import type { Palette } from './draw.ts';
import type { Ink } from './marks.ts';

/** What the tokens' colours are on this page, looked up once for each look. */
export class Colors {
  #known = new Map<Ink, string>();

  /** The look has changed: light or dark, forced colours. */
  forget(): void {
    this.#known = new Map();
  }

  of(element: Element): Palette {
    return (ink) => {
      const found = this.#known.get(ink);
      if (found !== undefined) return found;
      // The tokens say light-dark(…): a probe tells which of the two it is here.
      const probe = document.createElement('i');
      probe.style.color = `var(--${ink})`;
      // What is only drawn keeps its colours where those of words are forced, as on the stage.
      probe.style.forcedColorAdjust = 'none';
      element.append(probe);
      const { color } = getComputedStyle(probe);
      probe.remove();
      this.#known.set(ink, color);
      return color;
    };
  }
}
