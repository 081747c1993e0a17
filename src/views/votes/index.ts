/** The votes: what every server votes, whom it has heard, what counts, and why the winner wins. */
export { votesModel } from './model.ts';
export { default as Votes } from './Votes.svelte';
