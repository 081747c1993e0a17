/**
 * Why a record cannot be read. `short`: it ends before it is whole (an EOFException). `length`: a
 * length that no record has, negative or beyond the limit (BinaryInputArchive.checkLength).
 */
export type JuteFault = 'short' | 'length';

/** Thrown by a reader, as an IOException is by Java's. */
export class JuteError extends Error {
  constructor(
    readonly fault: JuteFault,
    /** Where in the bytes it stands that cannot be read. */
    readonly at: number,
  ) {
    super(`a record that cannot be read (${fault}) at byte ${at}`);
  }
}
