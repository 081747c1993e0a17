/** The ward: the hospital as a server or client sees it, and who acts on what they believe. */
export { knowsHospital } from './eye.ts';
export { hasWard, isHospital } from './hospital.ts';
export { wardModel } from './model.ts';
export { LOCK as LOCK_PATH } from './places.ts';
export type { Records } from './records.ts';
export { sequenceOf } from './sequence.ts';
export { type Believer, type Sight, TREES, type Visitor } from './sight.ts';
export { default as Ward } from './Ward.svelte';
