import { isKey, type Language, MANNERS, type Translate, translate } from '../../i18n/index.ts';
import { zxidShort } from '../../model/index.ts';
import type { Pointed } from '../props.ts';
import type { CaptionShape } from './caption.ts';
import { quorumName, withShortPaths } from './later-words.ts';
import type { StageModel } from './model.ts';

/** The parts of a stage's model that can be asked about. */
type Asked = Pick<StageModel, 'servers' | 'quorum'>;

/** What a part of a thing shows, in words; empty: what made it so says it all. */
export function stateWords(
  { ends, part }: Pointed,
  { servers, quorum }: Asked,
  t: Translate,
): string {
  const server = servers.find(({ sid }) => sid === ends[0]);
  if (part === undefined || server === undefined) return '';
  switch (part.type) {
    case 'role':
      return server.crown === null ? '' : t(`stage.asked.crown.${server.crown}`);
    case 'entry':
      return t(`stage.asked.cell.${part.stage}`, { zxid: zxidShort(part.zxid) });
    case 'promise': {
      const promise = server.promises.find(({ name }) => name === part.name);
      if (promise === undefined) return '';
      const isNobody = promise.isServer === true && promise.value === 0;
      const key = `stage.asked.promise.${part.name}${isNobody ? '.none' : ''}`;
      return isKey(key) ? t(key, { n: promise.value }) : '';
    }
    case 'quorum':
      return quorum === null ? '' : t('stage.asked.quorum', { what: quorumName(quorum, t) });
    default:
      return '';
  }
}

/** A sentence and its reason as they stand on the stage, and in full for who does not see them. */
export interface SaidShape {
  readonly text: string;
  readonly why: string;
  readonly full: string;
  /** It answers whoever points at a thing: it stands wherever it covers the least. */
  readonly asked: boolean;
}

/** Null: its words are not there yet. `playing`: there is no time to read why. */
export function saidOf(
  shape: Pick<CaptionShape, 'asked'>,
  told: { readonly text: string; readonly why: string } | null,
  model: Asked,
  language: Language,
  playing: boolean,
): SaidShape | null {
  if (told === null) return null;
  const { blank } = MANNERS[language];
  const state = shape.asked ? stateWords(shape.asked, model, translate(language)) : '';
  const text = [state, told.text].filter((part) => part !== '').join(blank);
  const why = playing ? '' : told.why;
  const asked = shape.asked !== undefined;
  const full = asked && why !== '' ? `${text}${blank}${why}` : text;
  return { text: withShortPaths(text), why, full, asked };
}
