/** A server's number in the ensemble (`myid`): any whole number from 0 on. */
export type ServerId = number;

/** No server: of a client that is not connected, of a session that nobody speaks for yet. */
export const NO_SERVER: ServerId = -1;

/**
 * A session id as the tools print it: `0x` and up to 16 hex digits, the top byte being the sid of
 * the server that created it (SessionTrackerImpl.initializeNextSessionId). A string, since 64 bits
 * do not fit a number.
 */
export type SessionId = string;

/** "No session": the owner of a node that is not ephemeral. */
export const NO_SESSION: SessionId = '0x0';

/** A client's name in the script language; names are unique in a world. */
export type ClientName = string;

/** Virtual time: integer microseconds since the world began. */
export type Micros = number;
export const MS: Micros = 1000;
