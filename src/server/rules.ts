/** Why a server does what a client notices, with the facts that the sentence may need. */
export const SERVER_RULES = {
  'client.seenNewer': ['client', 'seen', 'last'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type ServerRule = keyof typeof SERVER_RULES;
