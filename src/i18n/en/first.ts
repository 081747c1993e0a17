/** What is said on the page before anything has happened: it is fetched before the first frame. */
export { shell } from './shell.ts';
export { stage } from './stage.ts';
