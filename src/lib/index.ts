/** Words without a domain: assertions, seeded chance, outcomes, the two persistent containers. */
export * from './assert.ts';
export * from './base64.ts';
export * from './by-code-unit.ts';
export * from './calendar.ts';
export * from './chunked-log.ts';
export * from './dice.ts';
export * from './hash32.ts';
export * from './java-order.ts';
export * from './mutable.ts';
export * from './outcome.ts';
export * from './per-object.ts';
export * from './random.ts';
export * from './sorted-map.ts';
export * from './trie-map.ts';
export * from './utf8.ts';
