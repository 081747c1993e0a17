/** The curriculum: its tracks, the lessons that are still to be written, and ways through it. */

/** Letters of the tracks, in their order; a lesson's code begins with one. */
export const TRACKS = ['F', 'Z', 'C', 'M', 'O'] as const;

export type TrackLetter = (typeof TRACKS)[number];

/** Lessons that are announced and not written yet; their words are in the catalogues. */
export const PLANNED = [
  { code: 'C4', minutes: 25 },
  { code: 'M3', minutes: 20 },
  { code: 'M5', minutes: 25 },
  { code: 'M6', minutes: 20 },
  { code: 'O1', minutes: 20 },
  { code: 'O2', minutes: 20 },
  { code: 'O3', minutes: 30 },
] as const;

/** Ways through the lessons, the shortest first: for whoever has so much time. */
export const PATHS = [
  { name: 'short', codes: ['C1', 'M2'] },
  { name: 'long', codes: ['Z1', 'C1', 'M1', 'M2'] },
  { name: 'halfDay', codes: ['F2', 'Z1', 'Z2', 'C1', 'C2', 'M1', 'M2'] },
] as const;

/** Codes in the order of the curriculum: by track, then by number; strange ones last. */
export function byCode(a: string, b: string): number {
  const place = (code: string) => {
    const at = TRACKS.indexOf(code.slice(0, 1) as TrackLetter);
    return at < 0 ? TRACKS.length : at;
  };
  return place(a) - place(b) || Number(a.slice(1)) - Number(b.slice(1));
}
