import { textOf } from '../../lib/index.ts';
import type { ClientName, Zxid } from '../../model/index.ts';
import { admits } from '../../recipes/index.ts';
import type { Endpoint, World } from '../../sim/index.ts';
import { type Database, nodeAt, type Znode } from '../../znodes/index.ts';
import { clientsOf, namesBySession } from '../inspector/facts.ts';
import { type Boards, boardsOf, namesIn } from './boards.ts';
import { eyeOf } from './eye.ts';
import { byNumber, sequenceOf } from './sequence.ts';

const MRI = '/medical/resources/equipment/MRI';
const LOCK = `${MRI}/lock`;

/** Somebody at the scanner's door or inside. */
export interface Visitor {
  /** The client whose session owns the node; null: nobody on the stage. */
  readonly who: ClientName | null;
  /** The last four digits of the node's number. */
  readonly ticket: string;
  /** The czxid of the node: the token with which it is let in. */
  readonly token: Zxid;
}

/** A client that believes that it is inside, and what it would show at the door. */
export interface Believer {
  readonly name: ClientName;
  readonly token: Zxid | null;
  /** A scanner that has seen the largest of all tokens refuses this one. */
  readonly refused: boolean;
}

/** The hospital as one server's tree shows it, or the tree of the server that a client asks. */
export interface WardModel {
  readonly eye: Endpoint;
  /** Why there is nothing to see. */
  readonly blank: 'down' | 'apart' | 'noTree' | null;
  /** This tree is that of a server that serves nobody. */
  readonly isOld: boolean;
  /** Whose node is the lowest: the lock's owner by this tree. */
  readonly inside: Visitor | null;
  /** Clients that believe that they are inside, by their own account, whatever any tree says. */
  readonly believers: readonly Believer[];
  /** Two who believe that they are inside: two patients in one scanner. */
  readonly alarm: boolean;
  /** The one who is inside by its own account, where this tree names somebody else or nobody. */
  readonly unseen: ClientName | null;
  readonly queue: readonly Visitor[];
  readonly boards: Boards | null;
  /** What the scanner's status node says; null: there is no such node. */
  readonly status: string | null;
}

function visitors(world: World, tree: Database): readonly Visitor[] {
  const names = namesBySession(world);
  const tickets = (namesIn(tree, LOCK) ?? []).filter((name) => sequenceOf(name) !== null);
  return byNumber(tickets).map((name) => {
    const node = nodeAt(tree, `${LOCK}/${name}`) as Znode;
    const who = names.get(node.owner) ?? null;
    return { who, ticket: name.slice(-4), token: node.czxid };
  });
}

/** Clients that act as holders of the scanner's lock. */
function believersOf(world: World): readonly Believer[] {
  const holders = clientsOf(world).filter(
    ({ recipe, client }) =>
      recipe?.path === LOCK && recipe.leaf === 'granted' && client.leaf !== 'DEAD',
  );
  return holders.map(({ client, recipe }) => {
    const token = recipe?.token ?? null;
    const others = holders.flatMap((one) => one.recipe?.token ?? []);
    const refused = token !== null && others.some((other) => !admits(other, token));
    return { name: client.name, token, refused };
  });
}

/**
 * What the whiteboard in the ward says, and who acts on what they believe. Whether two are inside
 * is theirs to say and no tree's: a server that is behind, or down, is no reason for an alarm.
 */
export function wardModel(world: World, chosen: Endpoint | null): WardModel {
  const { end: eye, blank, tree, isOld } = eyeOf(world, chosen);
  const believers = believersOf(world);
  const alarm = believers.length > 1;
  const common = { eye, isOld, believers, alarm };
  if (tree === null || nodeAt(tree, MRI) === undefined) {
    const none = { inside: null, unseen: null, queue: [], boards: null, status: null };
    return { ...common, ...none, blank: blank ?? 'noTree' };
  }
  const [inside = null, ...queue] = visitors(world, tree);
  const [believer] = believers;
  const isUnseen = !alarm && believer !== undefined && believer.name !== inside?.who;
  return {
    ...common,
    blank: null,
    inside,
    unseen: isUnseen ? believer.name : null,
    queue,
    boards: boardsOf(tree, isOld),
    status: statusOf(tree),
  };
}

function statusOf(tree: Database): string | null {
  const said = nodeAt(tree, `${MRI}/status`)?.data ?? nodeAt(tree, MRI)?.data ?? '';
  return said === '' ? null : textOf(said);
}
