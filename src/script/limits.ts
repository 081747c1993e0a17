/** What the simulator accepts at most; each limit is named in the sentence that refuses more. */

/** Servers in an ensemble: more than this no screen shows and no teacher needs. */
export const MAX_SERVERS = 15;
/** `myid` may be any number that is not negative (QuorumPeerConfig.setupMyId); here, up to this. */
export const MAX_SID = 2_147_483_647;
/** Characters in a line of script. */
export const MAX_LINE = 4096;
/** Characters in a line for zkCli: more than any server takes, so that one can see it refuse. */
export const MAX_TYPED = 4 * 1024 * 1024;
/** Characters in a zoo.cfg. */
export const MAX_ZOO_CFG = 262144;
/** Characters in a client's name. */
export const MAX_NAME = 32;
/** Milliseconds that one command may let pass, delay or slow something: a day. */
export const MAX_MS = 86_400_000;
/** Clients of the light load, and operations a second of each. */
export const MAX_LOAD_CLIENTS = 100;
export const MAX_LOAD_PER_SECOND = 1000;
/** Counters of a zxid end one before this (ZOOKEEPER-1277). */
export const MAX_FIRST_COUNTER = 0xfffffffd;
