/** Lessons: tasks, hints, goals. */
export const tutor = {} as const;
