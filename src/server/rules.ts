/** Why a server does what a client notices, with the facts that the sentence may need. */
export const SERVER_RULES = {
  'client.seenNewer': ['client', 'seen', 'last'],
  'readOnly.began': ['server', 'last'],
  'readOnly.ended': ['server'],
  'client.notReadOnly': ['client'],
  'client.globalSession': ['client'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type ServerRule = keyof typeof SERVER_RULES;

/** For what a server ends a client's connection, where no rule says it. */
export const SERVER_CLOSINGS = [
  ...(['noLeader', 'over', 'expired', 'moved'] as const),
  ...(['tooLong', 'unreadable', 'unknown', 'noAuth'] as const),
] as const;
export type Closing = ServerRule | (typeof SERVER_CLOSINGS)[number];
