import { getKey, sortedKeys } from '../../lib/index.ts';
import type { ClientName, ServerId, Zxid } from '../../model/index.ts';
import { admits } from '../../recipes/index.ts';
import { type Database, nodeAt, type Znode } from '../../znodes/index.ts';
import { clientsOf, databaseOf, hostOf, namesBySession } from '../inspector/facts.ts';
import type { Moment } from '../props.ts';

const RESOURCES = '/medical/resources';
const MRI = `${RESOURCES}/equipment/MRI`;
const LOCK = `${MRI}/lock`;
const DOCTORS = `${RESOURCES}/doctors`;

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
  /** A scanner that has seen the token of the one inside refuses this one. */
  readonly refused: boolean;
}

export interface OnCall {
  readonly department: string;
  readonly doctors: readonly string[];
}

/** The hospital as one server's tree shows it. */
export interface WardModel {
  readonly server: ServerId;
  /** Why there is nothing to see. */
  readonly blank: 'down' | 'noTree' | null;
  /** Whose node is the lowest: the lock's owner by this tree. */
  readonly inside: Visitor | null;
  /** Clients that believe that they are inside, by their own account. */
  readonly believers: readonly Believer[];
  readonly queue: readonly Visitor[];
  readonly departments: readonly OnCall[];
  /** What the scanner's status node says; null: there is no such node. */
  readonly status: string | null;
}

function childrenOf(db: Database, path: string): readonly string[] {
  const node = nodeAt(db, path);
  return node === undefined ? [] : sortedKeys(node.children);
}

/** The number that the leader gave a sequential node: the last ten digits of its name. */
export function sequenceOf(name: string): number | null {
  const digits = /(\d{10})$/.exec(name)?.[1];
  return digits === undefined ? null : Number(digits);
}

function visitors(moment: Moment, db: Database): readonly Visitor[] {
  const names = namesBySession(moment.world);
  const standing = childrenOf(db, LOCK)
    .map((name) => ({ name, sequence: sequenceOf(name) }))
    .filter((one): one is { name: string; sequence: number } => one.sequence !== null)
    .sort((a, b) => a.sequence - b.sequence);
  return standing.map(({ name }) => {
    const node = nodeAt(db, `${LOCK}/${name}`) as Znode;
    const who = names.get(node.owner) ?? null;
    return { who, ticket: name.slice(-4), token: node.czxid };
  });
}

/** Clients that act as holders of the scanner's lock. */
function believersOf(moment: Moment, inside: Visitor | null): readonly Believer[] {
  return clientsOf(moment.world).flatMap(({ recipe, client }) => {
    if (recipe?.path !== LOCK || recipe.leaf !== 'granted' || client.leaf === 'DEAD') return [];
    const { token } = recipe;
    const refused = inside !== null && token !== null && !admits(inside.token, token);
    return [{ name: client.name, token, refused }];
  });
}

/** What the whiteboard in the ward says, and who acts on it. */
export function wardModel(moment: Moment): WardModel {
  const server = moment.observed;
  const host = hostOf(moment.world, server);
  const db = host === null ? null : databaseOf(host);
  const blank = believersOf(moment, null);
  const empty = {
    server,
    believers: blank,
    inside: null,
    queue: [],
    departments: [],
    status: null,
  };
  if (db === null) return { ...empty, blank: 'down' };
  if (getKey(db.nodes, MRI) === undefined) return { ...empty, blank: 'noTree' };
  const [inside = null, ...queue] = visitors(moment, db);
  const believers = believersOf(moment, inside);
  return {
    server,
    blank: null,
    inside,
    believers,
    queue,
    departments: childrenOf(db, DOCTORS).map((department) => ({
      department,
      doctors: childrenOf(db, `${DOCTORS}/${department}`),
    })),
    status: nodeAt(db, `${MRI}/status`)?.data ?? nodeAt(db, MRI)?.data ?? null,
  };
}
