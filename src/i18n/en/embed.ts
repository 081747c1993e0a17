/** The stage in somebody else's page. */
export const embed = {
  do: 'Put this moment into a page of your own …',
  'do.find': 'embed iframe page website course',
  title: 'Put it into a page of your own',
  about:
    'What you see below is what stands there. The page around it can play, act and listen by postMessage: { zabscope: 1, do: "play" }, or do: "act" with a line; what happens it is told.',
  show: 'Beside the stage',
  play: 'plays at once',
  theme: 'Colours',
  language: 'Language',
  origin: 'The page that may speak to it (its origin)',
  preview: 'How it will look',
  code: 'What to paste',
  copy: 'Copy it',
  copied: 'It is copied.',
  alone: 'Open this moment in a page of its own',
  wrong: 'Something is unfit in this message: {where}.',
  tooFar: 'A jump goes at most {seconds} s beyond what is known of the run.',
} as const;
