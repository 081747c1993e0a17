/** A moment of a run as a link, as a code to be photographed, as a file; and what comes back. */
export const share = {
  do: 'Share this moment …',
  'do.find': 'share link QR code copy send phone hand back answer embed',
  title: 'Share this moment',
  about:
    'Whoever opens the link has this run, at {seconds} s, standing still, and can go on by themselves. The run is in the link itself: nothing is uploaded.',
  bothSides: 'It opens with both sides, ZooKeeper’s and etcd’s, at this moment.',
  all: 'With all {n} branches, their names and bookmarks',
  'answer.title': 'Hand it back',
  'answer.as': 'As an answer to the run that I was given',
  'answer.about':
    'The page that gave it to you plays it again, checks it, and shows it beside its own.',
  'answer.name': 'Your name',
  link: 'The link',
  length: '{n} characters.',
  long: '{n} characters: beyond {most}, programs for mail and chat may cut a link. Save the run as a file.',
  local: 'This page lies on this machine: nobody else can open its links. Give them the file.',
  copy: 'Copy the link',
  copied: 'The link is copied.',
  notCopied: 'The link could not be copied. It is marked: copy it by hand.',
  file: 'Save as a file',
  qr: 'Show as a QR code',
  'qr.title': 'This moment, as a QR code',
  'qr.label': 'QR code of the link',
  'qr.room': 'Coarse enough for the last row: {modules} by {modules} squares.',
  'qr.fine': 'Fine, {modules} by {modules} squares: from far away, come nearer, or send the link.',
  'qr.tooLong': 'Too long for a QR code: {n} characters, at most {most}.',
  'open.title': 'Open a link',
  'open.label': 'A link that you were given',
  open: 'Open it',
  'open.none': 'There is no link of a run in this.',
  openedAlone: 'The run of the link is open, at {seconds} s.',
  opened: 'The run of the link is open, at {seconds} s. The old one is kept.',
  foreign:
    'This link was made on {origin}. What happens is worked out here, from its commands alone; the old run is kept.',
  damaged: 'The link is damaged: a part of it is missing or was changed.',
  tooLong: 'The link carries more than a recording may have (256 KiB): nothing of it was opened.',
  strayed:
    'It was recorded by another version of Zabscope: here the same commands lead to other events.',
  answer: 'answer {n}',
  notBeside: '{name} cannot be shown beside this run. {why}',
  alone: 'Open it by itself',
  verified:
    '{name}: played again here. The same ensemble and seed; the same as ours up to {parted} s, then {own} {own:command/commands} of its own; all {n} invariants hold, up to {until} s.',
  'verified.broken':
    '{name}: played again here. The same ensemble and seed; the same as ours up to {parted} s, then {own} {own:command/commands} of its own; it breaks {broken}.',
} as const;
