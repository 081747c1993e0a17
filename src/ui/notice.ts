/** A short sentence for the person, with at most one thing to do about it. */
export interface Notice {
  readonly id: number;
  readonly text: string;
  /** `kept`: nothing is wrong, and it stays all the same until it is read. */
  readonly tone: 'plain' | 'kept' | 'alarm' | 'broken';
  readonly action?: { readonly label: string; readonly run: () => void };
}
