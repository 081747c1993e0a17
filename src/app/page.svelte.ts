import type { DataNotices, DataScenario } from '../datadir/index.ts';
import type { Language } from '../i18n/index.ts';
import type { ServerId } from '../model/index.ts';
import { branchOf, type Recording, save } from '../timeline/index.ts';
import type { MenuItem } from '../ui/index.ts';
import { type Action, actionsOf, keyOf, keySign, type PageActions } from './actions.ts';
import { loadSpoken } from './both/load.svelte.ts';
import { checkingOf } from './checking.svelte.ts';
import { complaintsOf } from './complaints.ts';
import { saveDisks } from './disks/save-disks.ts';
import { isServerFile } from './disks/server-file.ts';
import { droppedFiles } from './dropped.ts';
import { kindOf, PAIR_LINK, pickFiles, type ReadFile, readFiles, saveBlob } from './files.ts';
import type { Lab } from './lab.svelte.ts';
import { deskOf } from './lesson-desk.svelte.ts';
import { libraryOf } from './library.svelte.ts';
import { choose, type Move } from './moves.ts';
import { offeredOf } from './offered-actions.ts';
import { addProgress } from './progress-files.ts';
import { routerOf } from './router.svelte.ts';
import { printFile, type ShownRun } from './saved-run.ts';
import { searchedActions } from './searched-actions.ts';
import { languageAfter, themeAfter } from './settings.ts';
import { sharedRunsOf } from './shared-runs.svelte.ts';
import { newRun, runOf } from './startup.ts';
import type { Stopped } from './stops.ts';
import { goToPair, openRun } from './texts-in.ts';
import { isTyped } from './typing.ts';

/** What the menu of the page has; on a narrow screen also what has no button there. */
const MENU: readonly string[] = [
  ...['reset', 'undo', 'share', 'embed', 'save', 'open', 'zooCfg', 'data', 'disks'],
  ...['live', 'variant', 'deck'],
  ...['present', 'raft', 'hospital', 'default'],
  ...['theme', 'moves', 'teacher', 'palette', 'keys'],
];
/** What can be done while all lessons are shown, and no stage. */
const AT_HOME: readonly string[] = [
  ...['open', 'zooCfg', 'data', 'hospital', 'default'],
  ...['theme', 'language', 'teacher', 'keys'],
];
const NARROW_MENU: readonly string[] = ['bookmark', 'pings', 'hold', 'partition', 'heal', 'load'];

/** By its name or by how it begins; a folder of lessons may hold a text about them. */
function isLessonFile({ name, text }: ReadFile): boolean {
  return (/\.md$/i.test(name) && !/(^|\/)readme\.md$/i.test(name)) || kindOf(text) === 'lesson';
}

/** Dialogs that are fetched when they are asked for. */
type LaterDialog = 'deck' | 'share' | 'embed' | 'data' | 'live';

/** The page around the lab: its dialogs, its keys, and what comes in from outside. */
export class Page implements PageActions {
  dialog: 'keys' | 'palette' | 'zoo' | 'variants' | LaterDialog | null = $state.raw(null);
  /** Servers' files that the dialog about them begins with. */
  dataFiles: readonly File[] = $state.raw([]);
  /** The zoo.cfg that the dialog begins with: none, or one, or the files of an ensemble. */
  zooFiles: readonly ReadFile[] = $state.raw([]);
  /** Whatever a lesson takes. */
  readonly #all: readonly Action[] = $derived.by(() => actionsOf(this.#lab, this));
  readonly actions: readonly Action[] = $derived.by(() => this.#within(this.#all));
  /** All that the palette finds. */
  readonly found: readonly Action[] = $derived.by(() =>
    this.#within([...this.#all, ...searchedActions(this.#lab, this.#all)]),
  );
  readonly #lab: Lab;

  constructor(lab: Lab) {
    this.#lab = lab;
  }

  readonly openKeys = (): void => {
    this.dialog = 'keys';
  };
  readonly openPalette = (): void => {
    this.dialog = 'palette';
  };
  readonly openZooCfg = (): void => this.#openZoo([]);
  readonly openVariants = (): void => {
    this.dialog = 'variants';
  };
  readonly openDeck = (): void => {
    this.dialog = 'deck';
  };
  readonly openShare = (): void => {
    this.dialog = 'share';
  };
  readonly openEmbed = (): void => {
    this.dialog = 'embed';
  };
  readonly openLive = (): void => void (this.dialog = 'live');
  readonly openData = (): void => this.#openData([]);
  readonly close = (): void => {
    this.dialog = null;
  };
  readonly openFile = (): void => pickFiles((files) => this.takeFiles(files));
  readonly saveFile = (): void => {
    const shown = this.#lab.shown();
    const file = new Blob([printFile(shown)], { type: 'application/json' });
    saveBlob(`zabscope-${shown.timeline.seed}.json`, file);
  };
  readonly saveDisks = (): void => saveDisks(this.#lab);
  /** To the beginning: of the step, where a lesson is open; else of the run. */
  readonly reset = (): void => {
    const desk = deskOf(this.#lab);
    if (desk.lesson === null) this.#lab.reset();
    else desk.restart();
  };
  readonly newRun = (scenario: string): void => this.#begin(newRun(scenario, this.#language));
  readonly nextTheme = (): void => {
    this.#lab.set({ theme: themeAfter(this.#lab.settings.theme) });
  };
  readonly nextLanguage = (): void => {
    void this.#speak(languageAfter(this.#language));
  };

  /** Those of the step where a lesson is open; the others say so, and offer free play. */
  #within(actions: readonly Action[]): readonly Action[] {
    const lab = this.#lab;
    return offeredOf(actions, lab.signal.offered, () => {
      const run = (): void => void (deskOf(lab).free = true);
      lab.notify('tutor.free.missing', {}, 'plain', { key: 'tutor.free.on', run });
    });
  }

  get #language(): Language {
    return this.#lab.settings.language;
  }

  /** Goes on in another language, as soon as its texts are there. */
  async #speak(language: Language): Promise<void> {
    try {
      await loadSpoken(language);
    } catch {
      this.#lab.notify('shell.notice.notFetched', {}, 'alarm');
      return;
    }
    this.#lab.set({ language });
  }

  /** What can be done with what is shown. */
  get #offered(): readonly Action[] {
    if (!routerOf(this.#lab).home) return this.actions;
    return this.actions.filter(({ id }) => AT_HOME.includes(id));
  }

  /** The menu at the head of the page; below, the runs that were replaced. */
  menu(narrow: boolean): readonly MenuItem[] {
    const lab = this.#lab;
    const shown = this.#offered.filter(
      ({ id }) => MENU.includes(id) || (narrow && NARROW_MENU.includes(id)),
    );
    return [
      ...shown.map((action): MenuItem => {
        const hint = action.keys[0] === undefined ? {} : { hint: keySign(action.keys[0]) };
        return { id: action.id, label: lab.t(action.key, action.facts), ...hint, run: action.run };
      }),
      ...lab.shelf.map((shown, i): MenuItem => {
        const n = branchOf(shown.timeline).commands.length;
        const facts = { n, seconds: (shown.at / 1e6).toFixed(1) };
        const label = lab.t('shell.do.unshelve', facts);
        return { id: `shelf ${i}`, label, run: () => lab.replace(shown) };
      }),
    ];
  }

  /** The key that does an offer of the stage's menus to what is selected. */
  readonly offerKey = (id: string): string | undefined => {
    const key = this.actions.find((action) => action.offer === id)?.keys[0];
    return key === undefined ? undefined : keySign(key);
  };

  /** Another run in the place of this one; a sentence says why not. */
  #begin(shown: ShownRun | string): void {
    const lab = this.#lab;
    if (typeof shown === 'string') {
      lab.notice(shown, 'alarm');
      return;
    }
    lab.replace(shown);
    lab.play();
    routerOf(lab).showStage();
    const back = { key: 'shell.notice.return', run: () => lab.undo() } as const;
    lab.notify('shell.notice.replaced', {}, 'plain', back);
  }

  choose(move: Move): void {
    choose(this.#lab, move);
  }

  /** Time is not to stop like this again, and goes on; null: here it always stops. */
  offOf(stopped: Stopped | null): (() => void) | null {
    if (stopped === null || stopped === 'still') return null;
    return () => {
      this.actions.find(({ id }) => id === 'moves')?.run();
      this.#lab.play();
    };
  }

  #openZoo(files: readonly ReadFile[]): void {
    this.zooFiles = files;
    this.dialog = 'zoo';
  }

  #openData(files: readonly File[]): void {
    this.dataFiles = files;
    this.dialog = 'data';
  }

  /** An ensemble that starts from servers' files. */
  useDisks({ scenario, notices }: { scenario: DataScenario; notices: DataNotices }): void {
    this.#begin(newRun(scenario, this.#language));
    const sids = notices.empty.join(', ');
    if (sids !== '') this.#lab.notify('datadir.empty', { sids }, 'alarm');
  }

  useZooCfg(zooCfg: string, servers: readonly ServerId[]): void {
    const setup = [`start ${servers.join(' ')}`];
    this.#begin(newRun({ zooCfg, setup }, this.#language));
  }

  /** The same run anew, with the same commands at the same times, and another fault, or none. */
  useVariant(name: string | null): void {
    const recording = save(this.#lab.timeline);
    this.#begin(runOf({ ...recording, variants: name === null ? [] : [name] }, this.#language));
  }

  /** A run in which a variant does its damage. */
  async showVariant(name: string): Promise<void> {
    try {
      const { default: runs } = await import('./zoo-runs.json');
      this.#begin(
        runOf((runs as Readonly<Record<string, unknown>>)[name] as Recording, this.#language),
      );
    } catch {
      this.#lab.notify('shell.notice.notFetched', {}, 'alarm');
    }
  }

  /** A text from outside: a recording is opened, a zoo.cfg is shown before it replaces anything. */
  take(text: string): void {
    const lab = this.#lab;
    const kind = kindOf(text);
    if (kind === 'link') this.takeLink(text);
    else if (kind === 'pairLink') location.hash = PAIR_LINK.exec(text)?.[0] ?? '';
    else if (kind === 'pair') void goToPair(text);
    else if (kind === 'zooCfg') this.#openZoo([{ name: 'zoo.cfg', text }]);
    else if (kind === 'progress' || kind === 'solution' || kind === 'lesson') {
      this.takeFiles([{ name: lab.t('curriculum.files.pasted'), text }]);
    } else if (kind === null) complaintsOf(lab).say('run', 'shell.notice.notText', {}, 'alarm');
    else {
      const opened = openRun(lab, text.replace(/^\ufeff/, ''), (shown) => this.#begin(shown));
      void complaintsOf(lab).during('run', opened);
    }
  }

  /** A text with links to runs: what comes of them is seen on the stage. */
  takeLink(text: string): void {
    const lab = this.#lab;
    void sharedRunsOf(lab)
      .takeText(text)
      .then((came) => came && routerOf(lab).showStage());
  }

  /** Files from outside: several zoo.cfgs, or one and its dynamic file, make one ensemble. */
  takeFiles(all: readonly ReadFile[]): void {
    const lessons = all.filter(isLessonFile);
    if (lessons.length > 0) {
      routerOf(this.#lab).home = true;
      void libraryOf(this.#lab).take(lessons);
    }
    const files = all.filter((file) => !isLessonFile(file));
    const [first] = files;
    if (files.length > 1 && files.every(({ text }) => kindOf(text) === 'zooCfg')) {
      this.#openZoo(files);
    } else if (files.some(({ text }) => kindOf(text) === 'solution')) {
      routerOf(this.#lab).home = true;
      void checkingOf(this.#lab).takeFiles(files);
    } else if (first !== undefined && kindOf(first.text) === 'progress') {
      addProgress(this.#lab, files);
    } else if (first !== undefined) this.take(first.text);
  }

  readonly onkeydown = (event: KeyboardEvent): void => {
    const { target } = event;
    const key = keyOf(event);
    if (event.defaultPrevented || this.dialog !== null || isTyped(target, key)) return;
    const onButton = target instanceof Element && target.closest('button, [role=button]') !== null;
    if (key === null || (key === ' ' && onButton)) return;
    const action = this.#offered.find((one) => one.keys.includes(key));
    if (action === undefined) return;
    event.preventDefault();
    action.run();
  };

  readonly onpaste = (event: ClipboardEvent): void => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (isTyped(event.target, null) || kindOf(text) === null) return;
    event.preventDefault();
    this.take(text);
  };

  readonly ondrop = (event: DragEvent): void => {
    event.preventDefault();
    const text = event.dataTransfer?.getData('text/plain') ?? '';
    void droppedFiles(event.dataTransfer).then(async (files) => {
      if (files.some(isServerFile)) return this.#openData(files);
      const read = await readFiles(files);
      if (read.length === 0 && text !== '') this.take(text);
      else this.takeFiles(read);
    });
  };
}
