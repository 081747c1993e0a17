import {
  type FactTexts,
  isKey,
  type Key,
  type Language,
  MANNERS,
  translate,
} from '../i18n/index.ts';
import {
  type Because,
  type ClientMessage,
  type Fact,
  isClientMessage,
  type Op,
  refusalOf,
  type Txn,
  type Zxid,
  zxidShort,
} from '../model/index.ts';
import type { ProtocolRule } from '../protocols/index.ts';
import {
  type Endpoint,
  entryOf,
  type RecipeRule,
  type Refused,
  type ReplicaMessage,
  type ServerRule,
} from '../sim/index.ts';

/** What travels over a connection of any kind. */
type AnyMessage = ReplicaMessage | ClientMessage;

/** An end of a connection within a sentence: `server 3`, or a client's own name. */
export function endText(end: Endpoint, language: Language): string {
  return typeof end === 'number' ? translate(language)('events.server', { sid: end }) : end;
}

/** The same at the beginning of a sentence. */
export function firstEndText(end: Endpoint, language: Language): string {
  return typeof end === 'number' ? translate(language)('events.Server', { sid: end }) : end;
}

/** Several things in a row. */
export function listText(items: readonly (string | number)[], language: Language): string {
  return items.join(MANNERS[language].row);
}

/** Facts whose values are words of ours, said in the person's language. */
const WORDED: ReadonlySet<string> = new Set(['phase', 'what']);

function factText(name: string, fact: Fact, language: Language): string | number {
  if (fact === null) return translate(language)('rules.word.none');
  if (typeof fact === 'number') return name === 'ms' ? Math.round(fact) : fact;
  if (typeof fact === 'string') {
    const key = `rules.word.${fact}`;
    return WORDED.has(name) && isKey(key) ? translate(language)(key) : fact;
  }
  if ('counter' in fact) return zxidShort(fact);
  return fact.length === 0 ? factText(name, null, language) : listText(fact, language);
}

/** The facts of a reason as they stand in a sentence; zxids in the short form `1·4`. */
function factTexts(facts: Because['facts'], language: Language): FactTexts {
  const texts: Record<string, string | number> = {};
  for (const [name, fact] of Object.entries(facts)) texts[name] = factText(name, fact, language);
  return texts;
}

/** A rule that no catalogue knows yet: its id and facts as they are. */
function bare(rule: string, texts: FactTexts): string {
  const facts = Object.entries(texts).map(([name, text]) => `${name}: ${text}`);
  return facts.length === 0 ? rule : `${rule} (${facts.join(', ')})`;
}

/** Every rule below: one that a catalogue lacks does not compile here. */
type AnyRule = ProtocolRule | ServerRule | RecipeRule | `refused.${Refused}`;
const keyOfRule = (rule: AnyRule): Key => `rules.${rule}`;

/**
 * The rule behind something, as a sentence. A fact called `by` chooses a finer sentence where there
 * is one: `vote.better` has one each for epoch, zxid and sid.
 */
export function explain(because: Because, language: Language): string {
  const texts = factTexts(because.facts, language);
  const { rule, facts } = because;
  const finer = `rules.${rule}.${facts.by}`;
  for (const key of [finer, keyOfRule(rule as AnyRule), `invariants.${rule}`]) {
    if (isKey(key)) return translate(language)(key, texts);
  }
  return bare(because.rule, texts);
}

/** An operation in the words of the API: `create /a`. */
export function opText(op: Op): string {
  if (op.type === 'multi' || op.type === 'multiRead') return `${op.type} (${op.ops.length})`;
  if (!('path' in op)) return op.type;
  return 'watch' in op && op.watch ? `${op.type} ${op.path} watch` : `${op.type} ${op.path}`;
}

/** What a transaction does, in the words of the API: `setData /a`. */
export function changeText({ change }: Txn): string {
  switch (change.type) {
    case 'error':
      return `error ${change.code}`;
    case 'createSession':
    case 'empty':
    case 'service':
      return change.type;
    case 'closeSession':
      return ['closeSession', ...change.paths].join(' ');
    case 'multi': {
      const refusal = refusalOf(change);
      const parts = `multi (${change.changes.length})`;
      return refusal === null ? parts : `${parts} error ${refusal}`;
    }
    default:
      return `${change.type} ${change.path}`;
  }
}

/** The zxid that a message is about; null for those that carry none. */
export function zxidOf(message: AnyMessage): Zxid | null {
  if (!isClientMessage(message)) return entryOf(message) ?? message.lastZxid ?? null;
  if (message.type === 'CONNECT') return message.lastZxid;
  return message.type === 'REPLY' ? message.reply.zxid : null;
}

/** A message by type and what tells it from others of its type: `PROPOSAL 1·4`. */
export function messageText(message: AnyMessage): string {
  const detail = isClientMessage(message) ? clientDetail(message) : serverDetail(message);
  return detail === null ? message.type : `${message.type} ${detail}`;
}

function clientDetail(message: ClientMessage): string | null {
  switch (message.type) {
    case 'CALL':
      return opText(message.op);
    case 'REPLY':
      return message.reply.code;
    case 'EVENT':
      return `${message.event.type} ${message.event.path}`;
    case 'CONNECTED':
      return message.session;
    case 'RPC':
      return message.text ?? null;
    default:
      return null;
  }
}

function serverDetail(message: ReplicaMessage): string | null {
  const { type, leader, epoch, acceptedEpoch, session } = message;
  if (leader !== undefined) return null;
  if (type === 'REVALIDATE') return session ?? null;
  const number = epoch ?? acceptedEpoch;
  if (number !== undefined) return String(number);
  const zxid = zxidOf(message);
  return zxid && zxidShort(zxid);
}
