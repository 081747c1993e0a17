import { type Key, type Translate, textOr } from '../../i18n/index.ts';
import { NO_SESSION } from '../../model/index.ts';
import type { ClientShape, LinkShape, ServerShape, TokenShape } from './model.ts';

/** Names and lines for people, made of shapes: what a screen reader says and a card prints. */

/** Everything a card shows, in one line. */
export function serverName(server: ServerShape, t: Translate): string {
  const parts = [t('stage.server.name', { sid: server.sid })];
  if (server.status === 'down') {
    parts.push(t(server.dark ? 'stage.server.dark' : 'stage.server.down'));
  }
  if (server.status === 'frozen') parts.push(t('stage.server.frozen'));
  if (server.observer) parts.push(t('stage.server.observer'));
  if (server.standalone) parts.push(t('stage.server.standalone'));
  else if (server.state !== null) {
    parts.push(server.leader === null ? server.state : `${server.state} ${server.leader}`);
    if (server.phase !== null) parts.push(server.phase);
  }
  if (server.crown !== null) parts.push(t(`stage.crown.${server.crown}`));
  if (server.vote !== null) parts.push(t('stage.server.vote', { leader: server.vote }));
  if (server.count !== null) {
    const { of, have, need } = server.count;
    parts.push(t(`stage.count.${of}`, { have, need }));
  }
  for (const { name, value } of server.promises) parts.push(`${name} ${value}`);
  parts.push(logWords(server, t));
  return parts.join(', ');
}

function logWords(server: ServerShape, t: Translate): string {
  if (server.cells.length === 0) return t('stage.server.log.empty');
  const cells = server.cells.slice(-3).map((cell) => {
    const zxid = `${cell.epoch}·${cell.counter}`;
    return t(`stage.cell.${cell.stage}`, { zxid });
  });
  return t('stage.server.log', { cells: cells.join(', ') });
}

/** What a number on a disk is called where there is little room; else its protocol's own name. */
export function promiseWord(name: string, t: Translate): string {
  return textOr(t, `stage.promise.${name}`, name);
}

/** A phase where there is little room: only one of them is too long a word. */
export function shortPhase(phase: string): string {
  return phase === 'SYNCHRONIZATION' ? 'SYNC' : phase;
}

/** What a card says below its role from afar; nothing while its epoch is all there is to say. */
export function farWords(
  { status, vote, backlog, count, fsyncMs }: ServerShape,
  t: Translate,
): string {
  if (status === 'frozen') return t('stage.server.frozen');
  if (backlog > 0) return t('stage.server.backlog', { n: backlog });
  if (vote !== null) return t('stage.server.vote', { leader: vote });
  if (count !== null && count.of !== 'followers') return `${count.have}/${count.need}`;
  return fsyncMs > 0 ? t('stage.server.slow', { ms: fsyncMs }) : '';
}

/** What a token shows. */
export function tokenLabel(token: TokenShape, t: Translate): string {
  if (token.ping) return '';
  if (token.word === null) return t('stage.token.vote', { leader: token.detail });
  return token.detail === '' ? token.word : `${token.word} ${token.detail}`;
}

/** The same ever shorter, for links that are short; what the form says already goes first. */
export function tokenLabels(token: TokenShape, t: Translate): readonly string[] {
  const full = tokenLabel(token, t);
  const { form, word, detail } = token;
  if (word === null || form === 'pill' || form === 'square' || form === 'hexagon') {
    return detail === '' ? [full] : [full, detail];
  }
  const [first = ''] = word.split(' ');
  return [full, word, first, `${first.slice(0, 4)}…`, first.slice(0, 3), first.slice(0, 2)];
}

export function linkName(link: LinkShape, t: Translate): string {
  const { a, b } = link;
  return [t('stage.link.name', { a, b }), ...linkState(link, t)].join(', ');
}

/** What is the matter with a link, in words. */
export function linkTrouble(link: LinkShape, t: Translate): readonly string[] {
  const { a, b } = link;
  const parts: string[] = [];
  if (link.cutAB && link.cutBA) parts.push(t('stage.link.cut'));
  else if (link.cutAB) parts.push(t('stage.link.cut.oneWay', { from: a, to: b }));
  else if (link.cutBA) parts.push(t('stage.link.cut.oneWay', { from: b, to: a }));
  if (link.delayAB > 0) parts.push(t('stage.link.delay', { from: a, to: b, ms: link.delayAB }));
  if (link.delayBA > 0) parts.push(t('stage.link.delay', { from: b, to: a, ms: link.delayBA }));
  for (const { message, from, to } of link.holds) {
    parts.push(t('stage.link.hold', { message, from, to }));
  }
  return parts;
}

/** How a link stands, in words. */
export function linkState(link: LinkShape, t: Translate): readonly string[] {
  const trouble = linkTrouble(link, t);
  return link.cutAB || link.cutBA ? trouble : [t(`stage.link.${link.kind}`), ...trouble];
}

/** The last digits of a sequential node's name: `…0001`. */
export function shortNode(name: string): string {
  const digits = /(\d{4})$/.exec(name);
  return digits === null ? name : `…${digits[1]}`;
}

/** Recipes whose nodes say less than their state: nobody stands in a line for them. */
const NO_LINE: readonly string[] = ['group', 'vote-commit', 'vote-abort'];

/**
 * One line below a client's name, `short` where there is little room; then of a
 * recipe only its state.
 */
export function clientLine(client: ClientShape, t: Translate, short = false): string {
  const say = (what: string, facts: Readonly<Record<string, string | number>> = {}): string => {
    const long = `stage.client.${what}` as Key;
    const brief = `${long}.short` as Key;
    return t(short && textOr(t, brief, '') !== '' ? brief : long, facts);
  };
  if (client.frozen) return say('frozen');
  if (client.state !== 'CONNECTED') return say(client.state);
  if (client.recipe !== null) {
    const { name, leaf, over } = client.recipe;
    if (!over && !NO_LINE.includes(name)) {
      if (client.watching !== null) return say('waits', { node: shortNode(client.watching) });
      if (client.own !== null) return say('holds', { node: shortNode(client.own) });
    }
    const state = textOr(t, `recipes.leaf.${leaf}`, leaf);
    return short ? state : `${state} · ${textOr(t, `recipes.name.${name}`, name)}`;
  }
  if (client.pending > 0) return say('pending', { n: client.pending });
  if (client.foreign !== null) return say('foreign');
  return say(client.ring === null ? 'connected' : 'idle');
}

/** It is connected, and that is all there is to say of it. */
export function isUsual({ state, frozen, recipe, pending }: ClientShape): boolean {
  return state === 'CONNECTED' && !frozen && recipe === null && pending === 0;
}

export const hasSession = ({ foreign }: ClientShape): boolean =>
  foreign !== null && foreign !== NO_SESSION;

export function sessionWords({ foreign }: ClientShape, t: Translate): string {
  return t('stage.client.session', { session: foreign ?? '' });
}

export function clientName(client: ClientShape, t: Translate): string {
  const parts = [t('stage.client.name', { name: client.name })];
  if (client.connected) parts.push(t('stage.client.at', { server: client.server }));
  parts.push(clientLine(client, t));
  if (hasSession(client)) parts.push(sessionWords(client, t));
  return parts.join(', ');
}
