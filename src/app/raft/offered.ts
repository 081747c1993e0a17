/** What both sides' menus may offer: what is done to servers and links, and a word for both. */
export const OFFERED: ReadonlySet<string> = new Set([
  ...['crash', 'start', 'freeze', 'resume', 'power-loss', 'isolate', 'partition', 'heal', 'cut'],
  ...['delay', 'hold', 'release', 'break', 'drop', 'duplicate', 'disk', 'wipe'],
]);
