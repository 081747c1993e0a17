/** Addresses within the page: what stands behind the `#`, read and written. */

export type PagePlace =
  /** Nothing was asked for: where one was, or the first scenario. */
  | { readonly type: 'start' }
  /** The curriculum. */
  | { readonly type: 'home' }
  /** The stage, without a lesson. */
  | { readonly type: 'play' }
  /** A lesson, by its code; `step` from 1, null: where one was in it. */
  | { readonly type: 'lesson'; readonly code: string; readonly step: number | null }
  /** A solution that was handed in, as `pack` writes it. */
  | { readonly type: 'solution'; readonly packed: string }
  /** A run that was shared, as `pack` writes it. */
  | { readonly type: 'run'; readonly packed: string }
  /** A window of a presentation. */
  | { readonly type: 'present'; readonly role: 'trainer' | 'audience' }
  | { readonly type: 'unknown'; readonly text: string };

const LONGEST_SHOWN = 40;
/** What mail programs and people leave at the end of a link. */
const TRAILING = /[/.,;:!?)>\]]+$/;

/** Reads `location.hash`. */
export function placeOf(hash: string): PagePlace {
  if (hash === '' || hash === '#') return { type: 'start' };
  const [name = '', ...rest] = hash.replace(/^#\/?/, '').replace(TRAILING, '').split('/');
  if (name === '' && rest.length === 0) return { type: 'home' };
  if (name === 'play' && rest.length === 0) return { type: 'play' };
  if (name === 'present' && rest.length === 0) return { type: 'present', role: 'trainer' };
  if (name === 'present' && rest.length === 1 && rest[0] === 'audience') {
    return { type: 'present', role: 'audience' };
  }
  if (name === 'solution' && rest.length === 1) return { type: 'solution', packed: rest[0] ?? '' };
  if (name === 'run' && rest.length === 1) return { type: 'run', packed: rest[0] ?? '' };
  const [code, step] = rest.map(decoded);
  if (name === 'lesson' && code !== undefined && rest.length <= 2) {
    if (step === undefined) return { type: 'lesson', code, step: null };
    if (/^[1-9]\d{0,2}$/.test(step)) return { type: 'lesson', code, step: Number(step) };
  }
  return { type: 'unknown', text: hash.slice(0, LONGEST_SHOWN) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The address of a place; `start` has none. */
export function addressOf(place: PagePlace): string {
  switch (place.type) {
    case 'start':
      return '';
    case 'home':
      return '#/';
    case 'play':
      return '#/play';
    case 'lesson': {
      const step = place.step === null ? '' : `/${place.step}`;
      return `#/lesson/${encodeURIComponent(place.code)}${step}`;
    }
    case 'solution':
      return `#/solution/${place.packed}`;
    case 'run':
      return `#/run/${place.packed}`;
    case 'present':
      return place.role === 'trainer' ? '#/present' : '#/present/audience';
    case 'unknown':
      return place.text;
  }
}
