/** What is said of real servers' files: what they tell, what is damaged, what became of that. */
export const datadir = {
  do: 'Open real servers’ files …',
  'do.find': 'data directory disk log snapshot version-2 zookeeper zip import folder',
  'save.do': 'Save the servers’ disks as files',
  'save.do.find': 'export download data directory disk log snapshot zip zookeeper real',
  saved:
    'The disks, as after a power failure now: server1/version-2 … and myid. A real 3.8.0 starts from each such folder.',
  title: 'Real servers’ files',
  intro:
    'The data directory of a real ZooKeeper server, or those of several: log.*, snapshot.*, currentEpoch, acceptedEpoch (they lie in version-2). Drop the folders on the page, or choose one here; a .zip of them will do. Nothing leaves this page.',
  'pick.folder': 'Choose a folder',
  'pick.files': 'Choose files',
  reading: '{file}: {done} of {of} MiB',
  progress: 'How far the files are read',
  stop: 'Stop',
  nothing:
    'None of these is a file of a ZooKeeper server: they are called log.ZXID and snapshot.ZXID.',
  noArchive: '{file} is no zip archive, or unfolds to more than 64 MiB.',
  unreadable: '{file} cannot be read, or was changed while it was: choose it once more.',
  tooLarge:
    'This is too much to start from. The command prints all of it: npm run simulate -- --data DIR --dump',
  more: '… and {n} more',
  start: 'Start an ensemble from these disks',
  empty: 'There is no folder of server {sids}: it begins with an empty disk.',
  servers: 'The servers',
  server: 'server',
  last: 'last zxid',
  epochs: 'accepted / current epoch',
  counts: 'transactions in logs',
  files: 'files',
  inEpoch: '{n} in epoch {epoch}',
  fileCounts: '{logs} {logs:log/logs}, {snapshots} {snapshots:snapshot/snapshots}',
  zeros: '{n} preallocated zeros',
  refused: 'Server {sid} stays down: a real one refuses to start ({file}, byte {at}).',
  reference: 'Server {sid} would win an election among those that start. Compared with it:',
  'part.none': 'All have the same history, as far as their logs reach.',
  'part.behind':
    'Server {sid} ends at {after}; {theirs} {theirs:transaction/transactions} follow from {theirsFirst} on.',
  'part.ahead': 'Server {sid} has {own} more beyond {after}, from {ownFirst} on.',
  'part.apart':
    'Server {sid} parts from it behind {after}: it goes on with {ownFirst} ({own} {own:transaction/transactions}), server {other} with {theirsFirst} ({theirs}). Following it, server {sid} is cut back.',
  history: 'The history',
  at: 'Transaction {at} of {n}',
  change: 'what it does',
  'held.logged': 'server {sid}: in a log',
  'held.snapshot': 'server {sid}: in or before a snapshot',
  'held.none': 'server {sid}: not there',
  'held.other': 'server {sid}: another one with this zxid',
  by: 'Session {session}, {when} UTC',
  signs: '● in a log, ◧ in or before a snapshot, ≠ another one with this zxid, – not there',
  noLog: 'There is no transaction in any log.',
  tree: 'The tree at that zxid',
  treeAt: 'Tree at {zxid} by server',
  unknown: 'The files of server {sid} do not tell what stood in the tree at {zxid}.',
  fuzzy:
    'From a snapshot that was written while changes went on: some that came after {zxid} are in it already.',
  sessions: '{n} {n:session/sessions}',
  session: '{seconds} s, {n} {n:ephemeral node/ephemeral nodes}',
  'damage.magic': '{file} is no file of ZooKeeper’s: it begins with other bytes.',
  'damage.version':
    '{file} is of format version {about} (byte {at}); every ZooKeeper from 3.0 to 3.9 writes version 2, and only that is read.',
  'damage.torn':
    '{file} ends in the middle of something that begins at byte {at} ({about} bytes of it are there): a write that was cut off. All before it is read.',
  'damage.checksum':
    '{file}, byte {at}: the record of {about} is not what its checksum was made of. A server that reads it refuses to start; here the rest is read.',
  'damage.partial':
    '{file}, byte {at}: the byte that ends a record is another one. A server takes this for the end of the file.',
  'damage.length':
    '{file}, byte {at}: a length of {about}, which nothing there has. From here on it cannot be read.',
  'damage.record':
    '{file}, byte {at}: what stands here is no transaction that version 3.8 knows (type {about}).',
  'damage.order': '{file}, byte {at}: {about} is not above the zxid before it.',
  'damage.afterZeros':
    '{file}, byte {at}: something stands behind the zeros that the file is filled up with; no server reads it.',
  'damage.parent': '{file}, byte {at}: {about} comes before its parent.',
  'damage.seal':
    '{file}, byte {at}: the checksum is not that of the bytes before it. A server passes over this snapshot.',
  'damage.compressed':
    '{file} is compressed ({about}) and is not read; snapshots are read plain, and with gzip (.gz).',
  'damage.epoch': '{file} should be a number, and says “{about}”.',
  'damage.tooLarge': '{file}, byte {at}: only the first {about} are kept in memory from here on.',
} as const;
