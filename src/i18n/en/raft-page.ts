/** All that the page with Raft in it needs beside the usual texts. */
export * from './pair.ts';
export * from './raft.ts';
