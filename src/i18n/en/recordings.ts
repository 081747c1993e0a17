/** What a run cannot do, and what is wrong with a recording. */
export const recordings = {
  'time.outside': 'A run has times from 0 to {mostMs} ms; {ms} ms is outside.',
  'branch.full': 'This branch is at its limit and ends at {ms} ms: act earlier, or start anew.',
  'commands.tooMany': 'A branch has at most {most} commands.',
  'branches.tooMany': 'There are {most} branches already: forget one first.',
  'alter.nothing':
    'This event cannot be held up: choose an arrival, an fsync, or something someone did.',
  'alter.alone': 'Nothing that was under way with it came before it: it is the first as it is.',
  'bookmarks.tooMany': 'A branch has at most {most} bookmarks.',
  refused: 'This cannot be done: {what}',
  'file.tooLarge': 'The recording has {bytes} bytes; at most {most} are accepted.',
  'file.notJson': 'The recording is not JSON: character {at} does not fit.',
  'file.notJsonAnywhere': 'The recording is not JSON.',
  'file.missing': 'The recording has no {where}.',
  'file.wrong': '{where} of the recording has to be {expected}.',
  'file.version': 'The recording is of version {version}; only version 1 is understood.',
  'file.unknown':
    '{where} of the recording is “{name}”, which this version of Zabscope does not have.',
  'scenario.unknown': 'There is no built-in scenario “{name}”; there are {names}.',
  'scenario.zooCfg': 'The zoo.cfg of the scenario: {what}',
  'scenario.disks':
    'The disks of the recording’s scenario are no zip archive of servers’ folders, or unfold to more than 64 MiB.',
  'scenario.disksOf':
    'The servers of the recording’s protocol, {protocol}, do not start from ZooKeeper’s files.',
  'line.wrong': '{where} of the recording, column {column}: {what}',
  'line.noTime': '{where} of the recording has no time: write it as in “@12841.203 crash 3”.',
  'line.notCommand': '{where} of the recording is no command, but “{word}”.',
  'line.early': '{where} of the recording is earlier than the line before it.',
  'graft.scenario': 'It is a run of another ensemble than this one.',
  'graft.seed': 'It is a run with seed {seed}; this one has seed {ours}.',
  'graft.variants': 'Another faulty variant is on in it than in this run.',
  'graft.nothing': 'It has nothing that is not here already.',
} as const;
