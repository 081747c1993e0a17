/**
 * What a replica of a log is to everybody around it, whichever protocol it runs. `facts.ts`: what
 * it tells of itself.
 */
export * from './facts.ts';
