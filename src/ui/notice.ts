/** A short sentence for the person, with at most one thing to do about it. */
export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly tone: 'plain' | 'alarm' | 'broken';
  readonly action?: { readonly label: string; readonly run: () => void };
}
