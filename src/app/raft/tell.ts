import type { Language, Translate } from '../../i18n/index.ts';
import { NO_SERVER } from '../../model/index.ts';
import { etcdRead, type PairSide, zooRead } from '../../pair/index.ts';
import type { SimEvent } from '../../sim/index.ts';
import type { Rest } from '../rest.ts';

/**
 * An event in a side's words; of a read that was answered, who did, and from what. `quiet`: a
 * lesson is still asking, and the rules behind events are kept back, how a read was answered
 * among them.
 */
export function tellOn(
  rest: Pick<Rest, 'describe'>,
  side: PairSide,
  event: SimEvent,
  language: Language,
  t: Translate,
  quiet = false,
): { readonly text: string; readonly why: string } {
  const { text, why } = rest.describe(event, language, side);
  return {
    text: [text, readNote(event, t, quiet)].filter((part) => part !== '').join(' '),
    why: quiet ? '' : (why ?? ''),
  };
}

function readNote(event: SimEvent, t: Translate, quiet: boolean): string {
  const read =
    event.type === 'replied' && event.server !== NO_SERVER
      ? zooRead(event.op)
      : event.type === 'answered' && event.done
        ? etcdRead(event.line)
        : null;
  if (read === null || !('server' in event)) return '';
  if (quiet) return t('pair.read.event.by', { server: event.server });
  return t(`pair.read.event.${read}`, { server: event.server });
}
