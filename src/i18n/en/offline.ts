/** The page without a network, and its newer versions. */
export const offline = {
  ready: 'From now on this page works without a network.',
  state: 'All of this page is kept in this browser: it works without a network.',
  newer: 'A newer version of this page is here. Your run is kept when you change to it.',
  elsewhere: 'Another window has changed to a newer version of this page. Your run is kept.',
  use: 'Load it now',
} as const;
