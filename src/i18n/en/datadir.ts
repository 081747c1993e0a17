/** What is said of a real server's files: what is damaged in them, and what became of that. */
export const datadir = {
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
