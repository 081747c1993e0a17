import { invariantsOf } from '../checker/index.ts';
import type { SimEvent } from '../sim/index.ts';
import {
  branchOf,
  complaintOf,
  graft,
  isMistake,
  load,
  type Recording,
  seenAt,
  variantNames,
} from '../timeline/index.ts';
import { clockText, timeView } from '../views/index.ts';
import { addressOf } from './address.ts';
import { loadFor } from './both/load.svelte.ts';
import { complaintsOf } from './complaints.ts';
import type { Lab } from './lab.svelte.ts';
import { deskOf } from './lesson-desk.svelte.ts';
import { onePerLab } from './one-per-lab.ts';
import { pack, unpack } from './packed.ts';
import { printRun, type ShownRun } from './saved-run.ts';
import { type LinkedRun, runOfText, type Start } from './startup.ts';
import { storage } from './storage.ts';
import { violationsOf } from './violations.ts';

/**
 * A page’s address, if it is a whole one, and the packed run behind it: in Chinese no blank parts
 * an address from the sentence before it.
 */
const RUN_LINK = /((?:[a-z]{2,9}:\/\/[^\s#]*)?)#\/run\/([\w-]+=*)/gi;
/** Links that are read in one text. */
const MOST_LINKS = 32;

/** The runs that a text has links to: the address of each one's page, and the packed recording. */
export function linksIn(
  text: string,
): readonly { readonly page: string; readonly packed: string }[] {
  const found = [...text.matchAll(RUN_LINK)].slice(0, MOST_LINKS);
  return found.map(([, page = '', packed = '']) => ({ page, packed }));
}

/** The address of this page with a run in it, or with two beside each other. */
export async function linkTo(text: string, type: 'run' | 'raft' = 'run'): Promise<string> {
  const packed = await pack(text);
  return `${location.href.replace(/#.*$/, '')}${addressOf({ type, packed })}`;
}

/** Runs that come by links: opened, or shown beside the run that they answer. */
class SharedRuns {
  /** The run that a link brought here; what is made of it can be handed back. */
  #given: Recording | null = $state.raw(null);
  #opened = '';
  #answers = 0;
  readonly #lab: Lab;

  constructor(lab: Lab) {
    this.#lab = lab;
    const kept = storage.given();
    const read = kept === null ? null : load(kept);
    if (read !== null && !isMistake(read)) this.#given = read;
  }

  /** Whether the run that is shown is made of one that a link brought. */
  get isAnswer(): boolean {
    const given = this.#given;
    const { opening, seed, protocol, variants } = this.#lab.timeline;
    return (
      given !== null &&
      given.seed === seed &&
      JSON.stringify(given.scenario) === JSON.stringify(opening.spec) &&
      (given.variants ?? []).join() === variantNames(protocol, variants).join()
    );
  }

  /** Takes all runs that a text has links to; false: none of them came to the stage. */
  takeText(text: string): Promise<boolean> {
    return complaintsOf(this.#lab).during('run', this.#takeAll(text));
  }

  async #takeAll(text: string): Promise<boolean> {
    let came = false;
    for (const { page, packed } of linksIn(text)) {
      came = (await this.take(packed, page)) || came;
    }
    return came;
  }

  /**
   * The run of a link: it lands where it was shared, and stands still; what is handed back comes
   * beside the run that is here. If it is none (false), a sentence says so, and all stays as it is.
   * @param page the address before it, where it is known
   */
  async take(packed: string, page = ''): Promise<boolean> {
    if (packed === this.#opened) {
      this.#opened = '';
      deskOf(this.#lab).close();
      return true;
    }
    const lab = this.#lab;
    const unpacked = await unpack(packed);
    if (typeof unpacked === 'string') {
      lab.notify(`share.${unpacked}`, {}, 'alarm');
      return false;
    }
    const { language } = lab.settings;
    const recording = load(unpacked.text);
    if (isMistake(recording)) {
      lab.notice(complaintOf(recording, language), 'alarm');
      return false;
    }
    await loadFor(recording, language);
    if (recording.by !== undefined) return this.#takeAnswer(recording, unpacked.text);
    const shown = runOfText(unpacked.text, language);
    if (typeof shown === 'string') lab.notice(shown, 'alarm');
    else this.#open({ recording, shown }, originOf(page));
    return typeof shown !== 'string';
  }

  #open(linked: LinkedRun, from: string | null): void {
    const lab = this.#lab;
    storage.keepRunBefore(printRun(lab.shown()));
    lab.pause();
    deskOf(lab).close();
    lab.replace(linked.shown);
    this.#arrived(linked, () => lab.undo(), from);
  }

  /** The page begins with the run of a link: its address has nothing more to bring. */
  begunWith(packed: string, linked: LinkedRun, before: ShownRun | null): void {
    this.#opened = packed;
    this.#arrived(linked, before === null ? null : () => this.#lab.replace(before));
  }

  /** The run of a link is on the stage; `back` brings the one that was there. */
  #arrived(linked: LinkedRun, back: (() => void) | null, from: string | null = null): void {
    const lab = this.#lab;
    this.#given = linked.recording;
    storage.keepGiven(JSON.stringify(linked.recording));
    const seconds = clockText(linked.shown.at);
    const action = back === null ? undefined : ({ key: 'shell.notice.return', run: back } as const);
    if (linked.shown.strayed) lab.notify('share.strayed', {}, 'alarm', action);
    else if (from !== null) lab.notify('share.foreign', { origin: from, seconds }, 'plain', action);
    else {
      const key = back === null ? 'share.openedAlone' : 'share.opened';
      lab.notify(key, { seconds }, 'plain', action);
    }
  }

  /** A run that is handed back: played again here, told what holds of it, and shown beside ours. */
  #takeAnswer(recording: Recording, text: string): boolean {
    const lab = this.#lab;
    const { t } = lab;
    const before = lab.timeline;
    this.#answers += 1;
    const name = recording.by?.trim() || t('share.answer', { n: this.#answers });
    const done = graft(before, recording, name);
    if (isMistake(done)) {
      const why = complaintOf(done, lab.settings.language);
      lab.notice(t('share.notBeside', { name, why }), 'alarm', {
        label: t('share.alone'),
        run: () => this.#openAlone(recording, text),
      });
      return false;
    }
    const { timeline, partedAt, own } = done;
    const until = branchOf(timeline).end;
    lab.pause();
    timeView.expanded = false;
    lab.swap({ timeline, at: Math.min(until, partedAt + 2) });
    lab.beside = before.current;
    const broken = [...new Set(violationsOf(timeline, until).map(({ event }) => nameOf(event)))];
    const facts = {
      ...{ name, own, until: clockText(until), parted: clockText(partedAt) },
      ...{ n: invariantsOf(before.protocol).length, broken: broken.join(', ') },
    };
    const told = t(broken.length === 0 ? 'share.verified' : 'share.verified.broken', facts);
    const isSame = recording.seen === undefined || recording.seen === seenAt(timeline, until);
    lab.notice(isSame ? told : `${told} ${t('share.strayed')}`, 'kept');
    return true;
  }

  #openAlone(recording: Recording, text: string): void {
    const shown = runOfText(text, this.#lab.settings.language);
    if (typeof shown === 'string') this.#lab.notice(shown, 'alarm');
    else this.#open({ recording, shown }, null);
  }
}

function nameOf(event: SimEvent): string {
  return event.type === 'violated' ? event.invariant : '';
}

/** The host of a page that is not this one; null: it is this one, or nobody knows. */
function originOf(page: string): string | null {
  try {
    const { origin, host, protocol } = new URL(page);
    return origin === location.origin ? null : host || protocol;
  } catch {
    return null;
  }
}

/** The one keeper of a lab. */
export const sharedRunsOf = onePerLab((lab) => new SharedRuns(lab));

/** What the page begins with has come to the lab: the link's word of it, and the way back. */
export function arrive(lab: Lab, { link, shelf }: Start): void {
  lab.shelf = [...lab.shelf, ...shelf];
  if (link !== null) sharedRunsOf(lab).begunWith(link.packed, link.run, shelf[0] ?? null);
}
