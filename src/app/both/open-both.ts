/** Lessons of two sides: their goals about Raft, and the stages beside each other. */
import '../../tutor/all.ts';

export { raftSideOf } from '../../pair/index.ts';
export { default as BothStages } from './BothStages.svelte';
export { judgedOn } from './judged.ts';
export { default as RaftStage } from './RaftStage.svelte';
