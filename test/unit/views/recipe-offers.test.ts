import { describe, expect, test } from 'vitest';
import { isKey, translate } from '../../../src/i18n/index.ts';
import { getKey } from '../../../src/lib/index.ts';
import { RECIPES } from '../../../src/recipes/all.ts';
import { databaseOf, hostOf } from '../../../src/sim/index.ts';
import { clientOffers } from '../../../src/views/stage/client-offers.ts';
import { flatOffers, type Offer } from '../../../src/views/stage/menus.ts';
import { stageModel } from '../../../src/views/stage/model.ts';
import { clientLine } from '../../../src/views/stage/words.ts';
import { Run } from './hospital-run.ts';

/** The menu of a client, pages opened, as it stands in this run now. */
function menu(run: Run, name: string): readonly Offer[] {
  const model = stageModel(run.world);
  const client = model.clients.find((one) => one.name === name);
  if (client === undefined) throw new Error(`no client ${name}`);
  const host = hostOf(run.world, client.server);
  return flatOffers(clientOffers(client, model, host && databaseOf(host)));
}

/** Chooses an offer, and lets a second pass. */
function choose(run: Run, name: string, id: string): Offer {
  const offer = menu(run, name).find((one) => one.id === id);
  if (offer?.line === undefined) throw new Error(`${name} has no offer ${id}`);
  for (const line of [...(offer.before ?? []), offer.line]) run.say(line);
  run.to(run.at + 1_000_000);
  return offer;
}

const leaf = (run: Run, name: string) => getKey(run.world.clients, name)?.recipe?.leaf;

test('every recipe there is can be begun from the menu, and has a name there', () => {
  const offered = menu(new Run().to(5_000_000), 'radiology');
  const lines = offered.map((offer) => offer.line ?? '');
  for (const { name } of RECIPES) {
    expect(lines.some((line) => line.startsWith(`radiology recipe ${name} /`))).toBe(true);
  }
  expect(offered.filter((offer) => !isKey(offer.key))).toEqual([]);
});

describe.each(RECIPES.map(({ name }) => name))('%s begun from the menu', (name) => {
  test('finds what it needs, and can be released', () => {
    const run = new Run().to(5_000_000);
    choose(run, 'radiology', name);
    expect(['starting', 'failed', undefined]).not.toContain(leaf(run, 'radiology'));
    const ids = menu(run, 'radiology').filter((offer) => offer.why === 'stage.why.hasRecipe');
    expect(ids).toHaveLength(RECIPES.length);
    choose(run, 'radiology', 'unlock');
    run.to(run.at + 2_000_000);
    expect(['released', 'aborted']).toContain(leaf(run, 'radiology'));
  });
});

test('who shuts the barrier keeps others waiting until it is opened', () => {
  const run = new Run().to(5_000_000);
  choose(run, 'radiology', 'shut');
  choose(run, 'neurology', 'barrier');
  expect(leaf(run, 'neurology')).toBe('waiting');
  choose(run, 'emergency', 'open');
  expect(leaf(run, 'neurology')).toBe('passed');
});

test('what is there is not made again', () => {
  const run = new Run().to(5_000_000);
  expect(choose(run, 'radiology', 'semaphore').before).toHaveLength(1);
  expect(choose(run, 'emergency', 'semaphore').before).toBeUndefined();
  choose(run, 'neurology', 'semaphore');
  const leaves = ['radiology', 'emergency', 'neurology'].map((name) => leaf(run, name));
  expect(leaves).toEqual(['granted', 'granted', 'waiting']);
});

test('a two-phase commit is played by the clients there are, and again with other roles', () => {
  const run = new Run().to(5_000_000);
  choose(run, 'emergency', 'vote-commit');
  expect(leaf(run, 'emergency')).toBe('early');
  choose(run, 'radiology', 'two-phase-commit');
  expect(leaf(run, 'emergency')).toBe('prepared');
  choose(run, 'neurology', 'vote-commit');
  expect(leaf(run, 'radiology')).toBe('committed');
  expect(leaf(run, 'emergency')).toBe('committed');

  choose(run, 'neurology', 'two-phase-commit');
  choose(run, 'radiology', 'vote-commit');
  expect(leaf(run, 'radiology')).toBe('prepared');
  choose(run, 'emergency', 'vote-abort');
  for (const name of ['radiology', 'emergency', 'neurology']) {
    expect(leaf(run, name)).toBe('aborted');
  }
});

test('the line below a client’s name says its state, where its nodes would say nothing', () => {
  const run = new Run().to(5_000_000);
  choose(run, 'radiology', 'two-phase-commit');
  choose(run, 'emergency', 'vote-commit');
  const lines = () => stageModel(run.world).clients.map((one) => clientLine(one, translate('en')));
  expect(lines().slice(0, 2)).toEqual(['waits for neurology', 'prepared · vote-commit']);
  choose(run, 'neurology', 'vote-commit');
  expect(lines()[0]).toBe('committed · two-phase-commit');
});

test('a coordinator takes over what another has left open', () => {
  const run = new Run().to(5_000_000);
  choose(run, 'radiology', 'two-phase-commit');
  choose(run, 'emergency', 'vote-commit');
  run.say('client radiology kill');
  const takeover = menu(run, 'neurology').find((one) => one.id === 'two-phase-commit');
  expect(takeover?.before).toBeUndefined();
  expect(takeover?.line).toBe('neurology recipe two-phase-commit /medical/transfers/1');
});
