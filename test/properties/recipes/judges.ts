import { byCodeUnit, getKey } from '../../../src/lib/index.ts';
import { type ClientName, compareZxid, sameZxid, type Zxid } from '../../../src/model/index.ts';
import { admits } from '../../../src/recipes/index.ts';
import { nodeAt } from '../../../src/znodes/index.ts';
import type { Judge } from './run.ts';
import { isThere, type Life, type Runner, type Scene } from './scene.ts';

const HOLDS = ['granted', 'unsure'];

/** The number at the end of a sequential node's name. */
const suffixOf = (path: string): number => Number(path.slice(-10));
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const below = (path: string, parent: string): boolean => path.startsWith(`${parent}/`);

/** The nodes of a line, first come first, whatever their guids are. */
function lineAt(scene: Scene, path: string): readonly string[] {
  return scene
    .children(path)
    .filter((name) => /\d{10}$/.test(name))
    .sort((a, b) => suffixOf(a) - suffixOf(b));
}

/** Something outside the ensemble, which everybody who believes in its turn uses all the time. */
class Resource {
  private largest: Zxid | null = null;

  visited(scene: Scene): void {
    for (const one of scene.runners) {
      const { leaf, token } = one.recipe;
      if (leaf !== 'granted' || token === null) continue;
      const isIn = admits(this.largest, token);
      const isRightful = scene.stands(one);
      if (isRightful && !isIn) scene.complain(`${one.name} has its turn, and is refused`);
      if (!isIn) scene.refused++;
      if (isIn) this.largest = token;
    }
  }
}

/**
 * A line of ephemeral sequential nodes: whoever holds by its own word and has its node by the
 * ensemble's has nobody ahead who `keepsOut`; one node each; a grant is never of a node that the
 * session does not have.
 */
export function lineJudge(
  path: string,
  keepsOut: (own: string, ahead: readonly string[]) => boolean,
): Judge {
  const fenced = !/\/(rw|seats)$/.test(path);
  const resource = new Resource();
  let granted: Zxid | null = null;
  return {
    sees: (scene) => {
      const line = lineAt(scene, path);
      const owners = line.map((name) => nodeAt(scene.tree, `${path}/${name}`)?.owner);
      if (new Set(owners).size < owners.length) scene.complain(`two nodes of one: ${line}`);
      for (const one of scene.runners) {
        if (!HOLDS.includes(one.recipe.leaf) || !scene.stands(one)) continue;
        const own = nameOf(one.recipe.own ?? '');
        const ahead = line.slice(0, line.indexOf(own));
        if (keepsOut(own, ahead)) scene.complain(`${one.name} goes with ${own} behind ${ahead}`);
      }
      if (fenced) resource.visited(scene);
    },
    hears: (scene, said) => {
      const one = scene.runner(said.client);
      if (!said.because.rule.endsWith('.granted') || one === null) return;
      if (!scene.stands(one)) {
        if (scene.livesIn(one.host.client.session)) scene.complain(`${one.name} has no node`);
        return;
      }
      const born = nodeAt(scene.tree, one.recipe.own ?? '')?.czxid as Zxid;
      if (!path.endsWith('/seats') && (!one.recipe.token || !sameZxid(one.recipe.token, born))) {
        scene.complain(`${one.name} has a wrong token`);
      }
      if (!fenced) return;
      if (granted !== null && compareZxid(born, granted) < 0) scene.complain('a smaller token');
      granted = born;
    },
  };
}

/** The naive lock: a grant is of a node that is one's own. */
export const herdJudge: Judge = {
  hears: (scene, said) => {
    const one = scene.runner(said.client);
    if (!said.because.rule.endsWith('.granted') || one === null) return;
    if (!scene.stands(one) && scene.livesIn(one.host.client.session)) {
      scene.complain(`${one.name} holds another’s node`);
    }
  },
};

/** Since when, by the zxids it has seen, a client is at something. */
class Since {
  private readonly seen = new Map<ClientName, Zxid>();

  begins(scene: Scene, client: ClientName): void {
    const host = getKey(scene.world.clients, client);
    if (host) this.seen.set(client, host.client.lastZxid);
  }

  of(client: ClientName): Zxid {
    return this.seen.get(client) as Zxid;
  }
}

/** A barrier is passed only when its node was away at some moment since the client came. */
export function barrierJudge(path: string): Judge {
  const since = new Since();
  return {
    begins: (scene, client) => since.begins(scene, client),
    hears: (scene, said) => {
      const one = scene.runner(said.client);
      if (said.because.rule !== 'barrier.granted' || one === null) return;
      const from = since.of(said.client);
      const closed = scene.lives.some(
        (life) => life.path === path && isThere(life, from) && isThere(life, scene.last),
      );
      if (closed) scene.complain(`${one.name} passed a closed barrier`);
    },
  };
}

/** Together in, together out. */
export function doubleBarrierJudge(path: string, size: number): Judge {
  const inside = new Set<ClientName>();
  /** How many were there at the most. */
  let most = 0;
  /** What each had seen when it was inside last, and when nobody else was there last. */
  const leavesAt = new Map<ClientName, Zxid>();
  const aloneAt = new Map<ClientName, Zxid>();
  return {
    begins: (_, client) => void inside.delete(client),
    sees: (scene) => {
      const names = scene.children(path).filter((name) => name !== 'ready');
      const here = names.length;
      const isOpen = nodeAt(scene.tree, `${path}/ready`) !== undefined;
      if (isOpen && most < size) scene.complain(`open with ${most} of ${size}`);
      most = Math.max(most, here);
      for (const { name, host, recipe } of scene.runners) {
        const isAlone = here === 0 || (here === 1 && names[0] === recipe.guid);
        if (scene.fresh.length > 0 && isAlone) aloneAt.set(name, scene.last);
        if (recipe.leaf === 'inside') {
          if (!isOpen) scene.complain(`${name} is inside before it is open`);
          inside.add(name);
          leavesAt.set(name, host.client.lastZxid);
        }
      }
    },
    hears: (scene, said) => {
      const { client } = said;
      const ends = /\.(released|lost|begin)$/.test(said.because.rule);
      if (!ends) return;
      if (inside.has(client) && said.because.rule.endsWith('.released')) {
        const left = leavesAt.get(client) as Zxid;
        const alone = aloneAt.get(client);
        if (alone === undefined || compareZxid(alone, left) < 0) {
          scene.complain(`${client} is out while others are in`);
        }
      }
      inside.delete(client);
    },
  };
}

const PRIORITY = /^queue-\d\d\d{10}$/;

/** Items neither lost nor handed out twice, and taken in order. */
export function queueJudge(path: string, isPriority: boolean): Judge {
  const order = isPriority
    ? (a: string, b: string) => byCodeUnit(a, b)
    : (a: string, b: string) => suffixOf(a) - suffixOf(b);
  const isItem = (life: Life): boolean =>
    below(life.path, path) && (!isPriority || PRIORITY.test(nameOf(life.path)));
  const took = new Map<string, ClientName>();
  const unsure = new Map<string, ClientName[]>();
  const taking = new Map<ClientName, string>();
  const died = new Set<ClientName>();
  const sessions = new Map<string, ClientName>();
  const taken = (scene: Scene, one: Runner): void => {
    const own = one.recipe.leaf === 'taking' ? (one.recipe.own ?? '') : '';
    if (own === '' || taking.get(one.name) === own) return void taking.set(one.name, own);
    taking.set(one.name, own);
    const { lastZxid } = one.host.client;
    const better = scene.lives.find(
      (life) =>
        isItem(life) && isThere(life, lastZxid) && order(nameOf(life.path), nameOf(own)) < 0,
    );
    if (better) scene.complain(`${one.name} takes ${own} before ${better.path}`);
  };
  return {
    sees: (scene) => {
      for (const one of scene.runners) {
        sessions.set(one.host.client.session, one.name);
        taken(scene, one);
      }
    },
    hears: (scene, { client, because }) => {
      const item = String(because.facts.item);
      if (/\.(unsure|left)$/.test(because.rule))
        unsure.set(item, [...(unsure.get(item) ?? []), client]);
      if (!because.rule.endsWith('.took')) return;
      if (took.has(item)) scene.complain(`${item} is handed out twice`);
      took.set(item, client);
      const life = scene.lives.filter((one) => one.path === `${path}/${item}`).at(-1);
      const session = getKey(scene.world.clients, client)?.client.session;
      if (life?.killer !== session) scene.complain(`${client} has ${item}, and did not delete it`);
    },
    ends: (scene) => {
      const resting = scene.runners.filter((one) => one.recipe.leaf === 'idle');
      for (const life of scene.lives.filter(isItem)) {
        const item = nameOf(life.path);
        if (life.died === null) {
          if (resting.length > 0) scene.complain(`${item} is left, and ${resting[0]?.name} idle`);
          continue;
        }
        const killer = sessions.get(life.killer ?? '');
        if (took.has(item) || unsure.has(item) || killer === undefined) continue;
        died.add(killer);
        // Its session, or its process, was over before it could say.
        const one = scene.runner(killer);
        if (one?.host.client.session === life.killer && one.recipe.leaf === 'idle') {
          scene.complain(`${item} is lost: ${killer} deleted it and does not say so`);
        }
      }
    },
  };
}

/** In the end everybody sees who is there, and those are who are there. */
export function groupJudge(path: string): Judge {
  return {
    ends: (scene) => {
      const here = [...scene.children(path)].sort(byCodeUnit);
      const members = scene.runners.filter((one) => one.recipe.leaf === 'member');
      const names = members.map((one) => one.recipe.guid).sort(byCodeUnit);
      if (here.join(' ') !== names.join(' ')) scene.complain(`${here} are there, not ${names}`);
      for (const { name, recipe } of members) {
        if (recipe.items.join(' ') !== here.join(' ')) {
          scene.complain(`${name} sees ${recipe.items}, not ${here}`);
        }
      }
    },
  };
}

/** One verdict for each transaction, the same for all; commit only if every site has voted so. */
export const commitJudge: Judge = {
  sees: (scene) => {
    for (const { change } of scene.fresh) {
      if (change.type !== 'setData' || !/^\/app\/tx\d+$/.test(change.path)) continue;
      if (change.version !== 1) scene.complain(`a second verdict for ${change.path}`);
      if (change.data !== 'commit') continue;
      for (const name of scene.children(change.path)) {
        const vote = nodeAt(scene.tree, `${change.path}/${name}`)?.data;
        if (vote !== 'commit') scene.complain(`${change.path} commits, and ${name} says ${vote}`);
      }
    }
  },
  hears: (scene, { client, because }) => {
    const word = /^(two-phase-commit|vote)\.(commit|abort)s$/.exec(because.rule)?.[2];
    const verdict = nodeAt(scene.tree, String(because.facts.path))?.data ?? '';
    if (word === undefined || word === verdict) return;
    // A veto needs no verdict: there can be no other.
    if (word === 'abort' && verdict === '') return;
    scene.complain(`${client} ${word}s where the verdict is ${verdict}`);
  },
  ends: (scene) => {
    for (const { name, recipe } of scene.runners) {
      const { leaf, path } = recipe;
      const node = leaf === 'early' ? path : path.slice(0, path.lastIndexOf('/'));
      const came = nodeAt(scene.tree, node) !== undefined;
      const decided = (nodeAt(scene.tree, node)?.data ?? '') !== '';
      if (leaf === 'early' && came) scene.complain(`${name} waits for ${node}, which is there`);
      if (leaf === 'prepared' && decided) scene.complain(`${name} does not see the verdict`);
    }
  },
};
