import type { Translate } from '../../i18n/index.ts';
import type { TokenShape } from './messages.ts';
import type { ClientShape, LinkShape, QuorumShape } from './model.ts';
import type { DrawnToken } from './token-places.ts';
import { clientLine, hasSession, sessionWords, tokenLabel } from './words.ts';

/** Words that nobody reads before something has moved: they come with the rest of the page. */

export function quorumName(quorum: QuorumShape, t: Translate): string {
  const zxid = `${quorum.zxid.epoch}·${quorum.zxid.counter}`;
  const facts = { zxid, have: quorum.have.length, all: quorum.voters.length, need: quorum.need };
  return t(quorum.committed ? 'stage.quorum.name' : 'stage.quorum.name.acked', facts);
}

/** The same, line by line, as short as can be: only how late, and what is held. */
export function shortTrouble(link: LinkShape): readonly string[] {
  const { cutAB, cutBA, delayAB, delayBA, holds } = link;
  return [
    ...(cutAB || cutBA ? [''] : []),
    ...[delayAB, delayBA].filter((ms) => ms > 0).map((ms) => `+${ms} ms`),
    ...holds.map(({ message }) => `‖ ${message}`),
  ];
}

/** Paths of a sentence without their beginnings: there is room for what tells them apart. */
export function withShortPaths(text: string): string {
  return text.replace(/(?:\/[\w.-]+){3,}/g, (path) => {
    const last = path.slice(path.lastIndexOf('/') + 1);
    // A recipe's node begins with its session and request, by which it finds its own again.
    return `…/${last.replace(/^\d+-\d+-/, '…')}`;
  });
}

/** What stands below a client's name in its menu: of somebody else's its session, too. */
export function clientWords(client: ClientShape, t: Translate): string {
  const line = clientLine(client, t);
  return hasSession(client) ? `${line} · ${sessionWords(client, t)}` : line;
}

export function tokenName(token: TokenShape, t: Translate): string {
  const { from, to, type, detail } = token;
  const what = token.word === null ? tokenLabel(token, t) : `${type} ${detail}`.trim();
  return withWaits(t('stage.token.name', { what, from, to }), token, t);
}

function withWaits(name: string, { waits }: TokenShape, t: Translate): string {
  if (waits === null) return name;
  return `${name}, ${t(waits === 0 ? 'stage.token.held' : 'stage.token.waits')}`;
}

/** Messages that lie over each other. */
export function heapName(heap: readonly DrawnToken[], t: Translate): string {
  const n = heap.reduce((sum, { stack, behind }) => sum + Math.max(1, stack.length) + behind, 0);
  return t('stage.token.heap', { n });
}

/** What is drawn as one: a message, or equal votes of one server; and how many are behind it. */
export function courseName({ token, stack, behind }: DrawnToken, t: Translate): string {
  const { from, detail } = token;
  const n = stack.length;
  const name =
    n > 0
      ? withWaits(t('stage.token.stack', { n, from, leader: detail }), token, t)
      : tokenName(token, t);
  return behind > 0 ? t('stage.token.behind', { name, n: behind }) : name;
}
