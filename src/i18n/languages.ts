/** What differs from language to language beside its words. */
interface Manner {
  /** As a browser calls it. */
  readonly tag: string;
  /** What stands between things in a row, between clauses, and between whole parts. */
  readonly row: string;
  readonly clause: string;
  readonly part: string;
  /** What stands between words, and after a sentence. */
  readonly blank: string;
}

/** The languages there are: each is a row here, its texts, and its name among those of the door. */
export const MANNERS = {
  en: { tag: 'en', row: ', ', clause: ', ', part: '; ', blank: ' ' },
  zh: { tag: 'zh-CN', row: '、', clause: '，', part: '；', blank: '' },
} as const satisfies Readonly<Record<string, Manner>>;

export type Language = keyof typeof MANNERS;
export const LANGUAGES = Object.keys(MANNERS) as readonly Language[];
