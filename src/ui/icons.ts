interface Drawing {
  readonly path: string;
  readonly filled?: boolean;
}

/** Paths in a 24 by 24 square. */
const icons = {
  play: { path: 'M7 5v14l11-7z', filled: true },
  pause: { path: 'M8 5v14M16 5v14' },
  stepForward: { path: 'M6 6v12l8-6zM18 6v12', filled: true },
  stepBack: { path: 'M18 6v12l-8-6zM6 6v12', filled: true },
  fast: { path: 'M4 6v12l8-6zM12 6v12l8-6z', filled: true },
  flag: { path: 'M6 21V4h11l-2.5 4 2.5 4H6' },
  bookmark: { path: 'M7 4h10v16l-5-4-5 4z', filled: true },
  sun: {
    path:
      'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2v2M12 20v2M2 12h2M20 12h2' +
      'M5 5l2 2M17 17l2 2M5 19l2-2M17 7l2-2',
  },
  moon: { path: 'M20 14.5A8.5 8.5 0 1 1 9.5 4 7 7 0 0 0 20 14.5z' },
  system: { path: 'M3 5h18v11H3zM9 20h6M12 16v4' },
  lesson: { path: 'M5 4h11a3 3 0 0 1 3 3v13H8a3 3 0 0 1-3-3zM9 9h6M9 13h4' },
  inspector: { path: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5 21 21' },
  ward: { path: 'M4 21V7l8-4 8 4v14M12 9v6M9 12h6M9 21v-3h6v3' },
  timeline: { path: 'M3 12h18M7 8v8M13 9v6M18 7v10' },
  diagram: { path: 'M3 5h18M3 12h18M3 19h18M6 5l4 7M13 12l4 7M10 12l3-7' },
  whole: { path: 'M3 6v12M21 6v12M6 12h12M9 9l-3 3 3 3M15 9l3 3-3 3' },
  reset: { path: 'M4 5v5h5M4.6 10A8 8 0 1 1 4 14' },
  share: { path: 'M12 15V4M8 8l4-4 4 4M5 12v8h14v-8' },
  menu: { path: 'M4 7h16M4 12h16M4 17h16' },
  keys: { path: 'M3 7h18v10H3zM7 10.500h.01M11 10.500h.01M15 10.500h.01M8 14h8' },
  cross: { path: 'M6 6l12 12M18 6 6 18' },
  plus: { path: 'M12 5v14M5 12h14' },
  fork: { path: 'M6 4v16M6 12c6 0 5-6 12-6' },
} as const satisfies Readonly<Record<string, Drawing>>;

export type IconName = keyof typeof icons;
export const ICONS: Readonly<Record<IconName, Drawing>> = icons;
