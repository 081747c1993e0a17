/** The letters of names and numbers as a canvas asks for them: it knows no style sheet. */
export const MONO = "'Atkinson Mono', monospace";

/** What a colour's name is on this page. */
export type Palette<Ink extends string = string> = (ink: Ink) => string;

/** What the design tokens' colours are on this page, looked up once for each look. */
export class Colors<Ink extends string = string> {
  #known = new Map<Ink, string>();

  /** The look has changed: light or dark, forced colours. */
  forget(): void {
    this.#known = new Map();
  }

  of(element: Element): Palette<Ink> {
    return (ink) => {
      const found = this.#known.get(ink);
      if (found !== undefined) return found;
      // The tokens say light-dark(…): a probe tells which of the two it is here.
      const probe = document.createElement('i');
      probe.style.color = `var(--${ink})`;
      // What is only drawn keeps its colours where those of words are forced.
      probe.style.forcedColorAdjust = 'none';
      element.append(probe);
      const { color } = getComputedStyle(probe);
      probe.remove();
      this.#known.set(ink, color);
      return color;
    };
  }
}
