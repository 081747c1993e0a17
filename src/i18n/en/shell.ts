/** The page around the pictures, before it can be used; the others are in shell-more.ts. */
export const shell = {
  skip: 'To the stage',
  dismiss: 'Dismiss',
  'panel.lesson': 'Lesson',
  'panel.inspector': 'Inspector',
  'panel.ward': 'Ward',
  'panel.timeline': 'Timeline',
  'panel.toggle': 'Show or hide: {panel}',
  'panel.sheet': 'Lesson, inspector and ward',
  'silence.of': '{seconds} s of silence',
  'notice.notFetched': 'A part of the page could not be fetched.',
  'notice.fetchAgain': 'Try again',
} as const;
