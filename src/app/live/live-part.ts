/** What real clients in the page need, as one file that is fetched when somebody asks for them. */
export { default as LiveBar } from './LiveBar.svelte';
export { LiveClients } from './live-clients.svelte.ts';
export { openLive } from './open-live.ts';
