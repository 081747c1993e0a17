/** The long texts, which nobody reads in the first moment: sentences, rules, lessons, errors. */
export { beliefs } from './beliefs.ts';
export { compare } from './compare.ts';
export { diagram } from './diagram.ts';
export { errors } from './errors.ts';
export { events } from './events.ts';
export { faults } from './faults.ts';
export { inspector } from './inspector.ts';
export { invariants } from './invariants.ts';
export { messages } from './messages.ts';
export { recordings } from './recordings.ts';
export { rules } from './rules.ts';
export { shellMore as shell } from './shell-more.ts';
export { stageMenus as stage } from './stage-menus.ts';
export { timeline } from './timeline.ts';
export { tutor } from './tutor.ts';
export { variants } from './variants.ts';
export { ward } from './ward.ts';
export { zkcli } from './zkcli.ts';
