import type { Fact } from '../model/index.ts';

/** Why a command cannot be carried out: `refused.` in the catalogues, with the facts it tells. */
export const REFUSALS = {
  serverDown: ['server'],
  serverUp: ['server'],
  frozen: ['server'],
  notFrozen: ['server'],
  unknownServer: ['server'],
  unknownClient: ['client'],
  noConnection: ['a', 'b'],
  inStream: ['message'],
  notOnItsWay: ['message', 'from', 'to'],
  mustBeDown: ['server'],
  noServers: [],
  unknownRecipe: ['recipe'],
  noRecipe: ['client'],
  clientFrozen: ['client'],
  nameTaken: ['client'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type Refused = keyof typeof REFUSALS;
export type RefusalFacts<R extends Refused> = Readonly<Record<(typeof REFUSALS)[R][number], Fact>>;
