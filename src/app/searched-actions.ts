import { databaseOf, hostOf } from '../sim/index.ts';
import { clientOffers, faultOffers, flatOffers, stageModel, TABS } from '../views/index.ts';
import type { Action } from './actions.ts';
import type { Lab } from './lab.svelte.ts';

const UNTIL = ['leader', 'commit', 'serving', 'quiet'] as const;

/**
 * What has no key, and is found by whoever searches for it: the tabs, what time may be run until,
 * and what the client that is chosen can do. Lines that others say already are left to them.
 */
export function searchedActions(lab: Lab, others: readonly Action[]): readonly Action[] {
  const said = new Set(others.map((action) => action.line));
  return [...tabs(lab), ...waits(lab), ...ofClient(lab)].filter(({ line }) => {
    const isNew = line === undefined || !said.has(line);
    said.add(line);
    return isNew;
  });
}

function tabs(lab: Lab): readonly Action[] {
  return TABS.map((tab) => ({
    id: `tab ${tab}`,
    key: 'shell.do.tab',
    facts: { tab: lab.t(`inspector.tab.${tab}`) },
    keys: [],
    find: `shell.find.tab.${tab}`,
    run: () => lab.look(tab),
  }));
}

function waits(lab: Lab): readonly Action[] {
  return UNTIL.map((until) => ({
    id: `until ${until}`,
    key: 'shell.do.until',
    facts: { what: lab.t(`timeline.until.${until}`) },
    keys: [],
    line: `run until ${until}`,
    find: `shell.find.until.${until}`,
    run: () => lab.runUntil({ type: 'until', until }),
  }));
}

/** Of the client that is selected, else of the first that is connected. */
function ofClient(lab: Lab): readonly Action[] {
  const model = stageModel(lab.world);
  const client =
    model.clients.find(({ name }) => name === lab.selected) ??
    model.clients.find(({ connected }) => connected);
  if (client === undefined) return [];
  const { name } = client;
  const tree = databaseOf(hostOf(lab.world, client.server));
  const offers = [
    ...clientOffers(client, model, tree),
    ...faultOffers({ type: 'client', name }, lab.world),
  ];
  const on = { key: 'stage.client.name', facts: { name } } as const;
  return flatOffers(offers).flatMap(({ key, facts, before = [], line, why }): readonly Action[] => {
    if (line === undefined || why) return [];
    const run = (): void => {
      for (const one of [...before, line]) lab.say(one);
    };
    return [{ id: `say ${line}`, key, ...(facts ? { facts } : {}), keys: [], line, on, run }];
  });
}
