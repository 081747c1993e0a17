/**
 * What is wrong with a file of a data directory, and at which byte of it. The rest of the file is
 * read as far as can be told where it goes on.
 */
export interface Damage {
  /** The file by its path, as it was given. */
  readonly file: string;
  /** Where in the file, in bytes from its beginning. */
  readonly offset: number;
  readonly kind: DamageKind;
  /** What the sentence about it names besides file and offset. */
  readonly about: string;
}

export type DamageKind =
  /** Not a file of this kind at all: its first four bytes are others. */
  | 'magic'
  /** Of a format version that is not read; `about` is the version. */
  | 'version'
  /** The file ends in the middle of a record. */
  | 'torn'
  /** The bytes of a record are not those that its checksum was made of; `about` is its zxid. */
  | 'checksum'
  /** The byte behind a record is not the one that ends it. */
  | 'partial'
  /** A length that no record has; `about` is the length. */
  | 'length'
  /** A record that says something else than a transaction; `about` is its type. */
  | 'record'
  /** A zxid that is not above the one before it; `about` is the zxid. */
  | 'order'
  /** Something stands behind the zeros that a log is filled up with. */
  | 'afterZeros'
  /** A node of a snapshot whose parent has not come before it; `about` is its path. */
  | 'parent'
  /** The checksum at the end of a snapshot is not that of its bytes. */
  | 'seal'
  /** A snapshot that was compressed in a way that is not read; `about` names it. */
  | 'compressed'
  /** An epoch file without a number; `about` is what it says. */
  | 'epoch'
  /** It goes beyond what is kept in memory; `about` says how much was. */
  | 'tooLarge';
