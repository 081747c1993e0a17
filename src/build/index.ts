/**
 * What the build adds to the page: its policy, its card in other people's pages, the list of files
 * that it keeps for the time without a network, scripts made smaller, and the same page as one
 * file. Plugins of Vite, used by `vite.config.ts` alone.
 */
export { compiledAtOnce } from './compiled-at-once.ts';
export { offlineFiles } from './offline-files.ts';
export { securityPolicy } from './policy.ts';
export { singleFile } from './single-file.ts';
export { smaller } from './smaller.ts';
export { socialCard } from './social-card.ts';
