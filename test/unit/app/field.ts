/** A field of the page, as far as keys ask for it. */
export class Field {
  readonly tag: string;
  readonly type: string | null;
  constructor(tag: string, type: string | null = null) {
    this.tag = tag;
    this.type = type;
  }
  closest(selector: string): Field | null {
    return selector.split(', ').includes(this.tag) ? this : null;
  }
  matches(selector: string): boolean {
    return selector === this.tag;
  }
  getAttribute(): string | null {
    return this.type;
  }
}
