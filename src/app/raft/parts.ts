/** The texts that this page needs. */
export const PARTS = ['first', 'rest', 'raft'] as const;
