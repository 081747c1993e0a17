import type { Language, Translate } from '../../i18n/index.ts';
import { NO_SERVER } from '../../model/index.ts';
import { etcdRead, type PairSide, zooRead } from '../../pair/index.ts';
import type { SimEvent } from '../../sim/index.ts';
import type { Rest } from '../rest.ts';

/** An event in a side's words; of a read that was answered, who did, and from what. */
export function tellOn(
  rest: Rest,
  side: PairSide,
  event: SimEvent,
  language: Language,
  t: Translate,
): { readonly text: string; readonly why: string } {
  const { text, why } = rest.describe(event, language, side);
  return {
    text: [text, readNote(event, t)].filter((part) => part !== '').join(' '),
    why: why ?? '',
  };
}

function readNote(event: SimEvent, t: Translate): string {
  const read =
    event.type === 'replied' && event.server !== NO_SERVER
      ? zooRead(event.op)
      : event.type === 'answered' && event.done
        ? etcdRead(event.line)
        : null;
  if (read === null || !('server' in event)) return '';
  return t(`pair.read.event.${read}`, { server: event.server });
}
