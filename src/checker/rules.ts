/** How a promise to clients can be broken, by the id of its sentence. */
export const BREACH_RULES = [
  'acknowledgedWrites.lost',
  'sessionReads.backwards',
  'sessionReads.ahead',
  'sessionOrder.late',
  'linearizableWrites.order',
  'linearizableWrites.other',
  'ephemeralOwners.orphan',
  'sequenceSuffixes.repeated',
] as const;
export type BreachRule = (typeof BREACH_RULES)[number];
