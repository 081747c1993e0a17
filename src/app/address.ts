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
  /** The relay that passes real clients' bytes to this page, by its token. */
  | { readonly type: 'live'; readonly token: string }
  /** A window of a presentation; `code`: a trainer’s begins with this lesson, at a step from 1. */
  | {
      readonly type: 'present';
      readonly role: 'trainer' | 'audience';
      readonly code: string | null;
      readonly step: number | null;
    }
  /** ZAB and Raft beside each other: a page of its own; `packed`: a moment that was shared. */
  | { readonly type: 'raft'; readonly packed: string | null }
  | { readonly type: 'unknown'; readonly text: string };

const LONGEST_SHOWN = 40;
/** What mail programs and people leave at the end of a link. */
const TRAILING = /[/.,;:!?)>\]]+$/;

const RAFT = /^raft(?:\?(.*))?$/;

/** Reads `location.hash`. */
export function placeOf(hash: string): PagePlace {
  if (hash === '' || hash === '#') return { type: 'start' };
  const [name = '', ...rest] = hash.replace(/^#\/?/, '').replace(TRAILING, '').split('/');
  if (name === '' && rest.length === 0) return { type: 'home' };
  if (name === 'play' && rest.length === 0) return { type: 'play' };
  const [, packed = null] = RAFT.exec(name) ?? [];
  if (RAFT.test(name) && rest.length === 0) return { type: 'raft', packed };
  if (name === 'solution' && rest.length === 1) return { type: 'solution', packed: rest[0] ?? '' };
  if (name === 'live' && rest.length === 1) return { type: 'live', token: rest[0] ?? '' };
  if (name === 'run' && rest.length === 1) return { type: 'run', packed: rest[0] ?? '' };
  const [code = null, number = ''] = rest.map(decoded);
  const step = /^[1-9]\d{0,2}$/.test(number) ? Number(number) : null;
  if (rest.length < 2 || (rest.length === 2 && step !== null)) {
    if (name === 'lesson' && code !== null) return { type: 'lesson', code, step };
    if (name === 'present') {
      const isAudience = code === 'audience' && step === null;
      if (isAudience) return { type: 'present', role: 'audience', code: null, step };
      return { type: 'present', role: 'trainer', code, step };
    }
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
    case 'lesson':
      return `#/lesson${withStep(place.code, place.step)}`;
    case 'solution':
      return `#/solution/${place.packed}`;
    case 'run':
      return `#/run/${place.packed}`;
    case 'live':
      return `#/live/${place.token}`;
    case 'present':
      if (place.role === 'audience') return '#/present/audience';
      return `#/present${withStep(place.code, place.step)}`;
    case 'raft':
      return place.packed === null ? '#/raft' : `#/raft?${place.packed}`;
    case 'unknown':
      return place.text;
  }
}

function withStep(code: string | null, step: number | null): string {
  if (code === null) return '';
  return `/${encodeURIComponent(code)}${step === null ? '' : `/${step}`}`;
}
