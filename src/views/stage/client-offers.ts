import type { ServerId } from '../../model/index.ts';
import type { Database } from '../../znodes/index.ts';
import type { Offer } from './menus.ts';
import type { ClientShape, StageModel } from './model.ts';
import { MRI_LOCK, recipeOffers } from './recipe-offers.ts';

/** The scanner's own node, whose data are its status. */
const MRI_STATUS = '/medical/resources/equipment/MRI';

/** A connect string: this server first, the others behind it. */
export function startingWith(sid: ServerId, sids: readonly ServerId[]): string {
  return [sid, ...sids.filter((other) => other !== sid)].join(' ');
}

const ENDED: ReadonlySet<ClientShape['state']> = new Set(['EXPIRED', 'CLOSED', 'DEAD']);

/** A lock is taken at once, anything else is chosen; what is under way can be ended. */
function recipeOffer({ name, recipe }: ClientShape): Offer {
  if (recipe === null || recipe.over) {
    return { id: 'lock', key: 'stage.do.lock', line: `${name} recipe lock ${MRI_LOCK}` };
  }
  const line = `${name} recipe release`;
  if (recipe.name === 'lock') return { id: 'unlock', key: 'stage.do.unlock', line };
  return { id: 'unlock', key: 'stage.do.recipe.release', line };
}

/** What a client can be told to do; `tree` is its server's. */
export function clientOffers(
  client: ClientShape,
  model: StageModel,
  tree: Database | null,
): readonly Offer[] {
  const { name } = client;
  const sids = model.servers.map((server) => server.sid);
  if (client.foreign !== null) {
    // What it does is somebody else's: only its connection can be ended.
    return [{ id: 'hangUp', key: 'stage.do.client.hangUp', line: `wire ${name} end` }];
  }
  if (ENDED.has(client.state)) {
    const line = `client ${name} connect ${sids.join(' ')} timeout 8000`;
    return [{ id: 'again', key: 'stage.do.client.again', line }];
  }
  return [
    recipeOffer(client),
    { id: 'recipes', key: 'stage.do.recipes', offers: recipeOffers(client, model, tree) },
    { id: 'write', key: 'stage.do.write', line: `${name}: set ${MRI_STATUS} ${name}` },
    { id: 'read', key: 'stage.do.read', line: `${name}: get ${MRI_STATUS}` },
    { id: 'sync', key: 'stage.do.sync', line: `${name}: sync ${MRI_STATUS}` },
    {
      id: 'move',
      key: 'stage.do.client.move',
      offers: sids
        .filter((sid) => sid !== client.server)
        .map((sid) => ({
          id: `move ${sid}`,
          key: 'stage.do.client.move.to',
          facts: { sid },
          line: `client ${name} connect ${startingWith(sid, sids)} timeout 8000`,
        })),
    },
  ];
}
