/**
 * Where a probe is asked. `quorum`: server 1 of three, following. `local`: likewise, with local
 * sessions. `readOnly`, `readOnlyAlone`: servers 2 and 3 are down, in read-only mode with
 * and without local sessions.
 */
export type Stage = 'quorum' | 'local' | 'readOnly' | 'readOnlyAlone';

/** What somebody says to a server's port who is no library. */
export interface Probe {
  readonly name: string;
  readonly stage: Stage;
  /** Bytes in hexadecimal digits, a write each; `<session>`, `<password>`: of the one before. */
  readonly say: readonly string[];
  /**
   * A session that somebody had before: whose client went, who holds it, who closed it; or who had
   * it when there was a quorum.
   */
  readonly before?: 'gone' | 'held' | 'closed' | 'quorum';
  /** Its end of the stream comes behind what it says. */
  readonly hangsUp?: boolean;
}

/** The lines of each stage's zoo.cfg, but for servers and ports. */
export const CONFIGS: Readonly<Record<Stage, readonly string[]>> = {
  quorum: [],
  local: ['localSessionsEnabled=true'],
  readOnly: ['localSessionsEnabled=true', 'readonlymode.enabled=true'],
  readOnlyAlone: ['readonlymode.enabled=true'],
};

/** What every zoo.cfg says. */
export const COMMON: readonly string[] = [
  ...['tickTime=2000', 'initLimit=5', 'syncLimit=2', 'maxClientCnxns=0'],
  ...['extendedTypesEnabled=true', '4lw.commands.whitelist=*'],
];

export const isReadOnly = (stage: Stage): boolean => stage.startsWith('readOnly');
