import type { Translate } from '../../i18n/index.ts';
import { zxidShort } from '../../model/index.ts';
import { databaseOf, hostOf, type World } from '../../sim/index.ts';
import type { MenuItem, MenuPoint } from '../../ui/index.ts';
import { clientOffers } from './client-offers.ts';
import { clientWords, courseName, heapName } from './later-words.ts';
import { faultOffers, limitedTo, type Offer, stageOffers } from './menus.ts';
import type {
  ClientShape,
  LinkShape,
  QuorumShape,
  ServerShape,
  StageModel,
  TokenShape,
} from './model.ts';
import type { DrawnToken } from './token-places.ts';
import { linkState, tokenLabel } from './words.ts';

/** A thing of the stage, or the stage as a whole. */
export type Thing =
  | { readonly type: 'server'; readonly server: ServerShape }
  | { readonly type: 'client'; readonly client: ClientShape }
  | { readonly type: 'link'; readonly link: LinkShape }
  | { readonly type: 'token'; readonly token: TokenShape }
  | { readonly type: 'heap'; readonly heap: readonly DrawnToken[]; readonly pick: Pick }
  | { readonly type: 'quorum'; readonly quorum: QuorumShape }
  | { readonly type: 'stage' };

/** One of several messages that lie over each other is chosen. */
type Pick = (course: DrawnToken) => void;

/** Somebody asks what can be done to a thing; the answer stands at a point of the page. */
export interface MenuRequest {
  readonly thing: Thing;
  readonly at: MenuPoint;
  /** What was touched of it. */
  readonly on?: EventTarget | null;
}

/** A menu of the stage that is open: of what, and where. */
export interface OpenMenu {
  readonly title: string;
  readonly subtitle?: string;
  /** What can be chosen before anything can be done: nothing of the script. */
  readonly choices?: readonly MenuItem[];
  readonly offers: readonly Offer[];
  readonly at: MenuPoint;
}

/**
 * The menu of a thing as the stage is now; `model` is that of `world`, `offered` the verbs of what
 * a lesson lets be done (null: everything).
 */
export function menuOf(
  request: MenuRequest,
  model: StageModel,
  world: World,
  t: Translate,
  offered: ReadonlySet<string> | null,
): OpenMenu {
  const menu = wholeMenu(request, model, world, t);
  return { ...menu, offers: limitedTo(menu.offers, offered) };
}

function wholeMenu(
  { thing, at }: MenuRequest,
  model: StageModel,
  world: World,
  t: Translate,
): OpenMenu {
  switch (thing.type) {
    case 'server': {
      const { server } = thing;
      const title = t('stage.server.name', { sid: server.sid });
      return { title, offers: faultOffers({ type: 'server', sid: server.sid }, world), at };
    }
    case 'client': {
      const { client } = thing;
      const subtitle = clientWords(client, t);
      const tree = databaseOf(hostOf(world, client.server));
      const offers = [
        ...clientOffers(client, model, tree),
        ...faultOffers({ type: 'client', name: client.name }, world),
      ];
      return { title: client.name, subtitle, offers, at };
    }
    case 'link': {
      const { link } = thing;
      const title = t('stage.link.name', { a: link.a, b: link.b });
      const offers = faultOffers({ type: 'link', a: link.a, b: link.b }, world);
      return { title, subtitle: linkState(link, t).join(', '), offers, at };
    }
    case 'token': {
      const { token } = thing;
      const facts = { what: token.type, from: token.from, to: token.to };
      const subtitle = t('stage.token.name', facts);
      const title = tokenLabel(token, t) || token.type;
      const { id, from, to, waits } = token;
      const target = { type: 'message', id, from, to, message: token.type, waits } as const;
      return { title, subtitle, offers: faultOffers(target, world), at };
    }
    case 'heap': {
      const { heap, pick } = thing;
      const choices = heap.map((course): MenuItem => {
        return { id: course.key, label: courseName(course, t), run: () => pick(course) };
      });
      return { title: heapName(heap, t), choices, offers: [], at };
    }
    case 'quorum':
      return { title: zxidShort(thing.quorum.zxid), offers: [], at };
    case 'stage': {
      return { title: t('stage.menu.stage'), offers: stageOffers(world), at };
    }
  }
}
