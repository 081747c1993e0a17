/**
 * The page of all lessons. `curriculumView` makes plain data of the lessons' cards and of what
 * somebody has done; lessons are links, whose addresses whoever mounts it knows.
 */
export { default as Curriculum } from './Curriculum.svelte';
export { default as LessonRow } from './LessonRow.svelte';
export { curriculumView, lineOf } from './model.ts';
