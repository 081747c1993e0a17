/** 含有 Raft 的页面所需的全部文字。 */
export * from './pair.ts';
export * from './raft.ts';
