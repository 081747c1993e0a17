import type { FactTexts, Key } from '../i18n/index.ts';
import { getKey } from '../lib/index.ts';
import type { ServerId } from '../model/index.ts';
import { type Aim, electedOf } from '../sim/index.ts';
import { eased } from '../ui/index.ts';
import { freeName, MRI_LOCK, timeView } from '../views/index.ts';
import { toggleBeside, toggleDiagram } from './beside.ts';
import { bookmarkHere } from './bookmarks.ts';
import { faultActions } from './fault-actions.ts';
import type { Lab } from './lab.svelte.ts';

/** Something a person can do: one list feeds the menu, the keys and the palette. */
export interface Action {
  readonly id: string;
  readonly key: Key;
  readonly facts?: FactTexts;
  /** The page of the stage's menus that it is on, where its name does not say what it is. */
  readonly of?: Key;
  /** As `KeyboardEvent.key`, with `ctrl+` before it where it is held. */
  readonly keys: readonly string[];
  /** The offer of the stage's menus that this does to what is selected. */
  readonly offer?: string;
  /** The line of script that it says now. */
  readonly line?: string;
  /** What it is done to, where its name does not say it. */
  readonly on?: { readonly key: Key; readonly facts: FactTexts };
  /** Other words by which people look for it, if they do not stand under its key and `find`. */
  readonly find?: Key;
  /** Why it cannot be done now: it is found, and says so. */
  readonly why?: Key;
  readonly run: () => void;
}

/** What only the page can do: files, dialogs, the two ends of the page. */
export interface PageActions {
  readonly openKeys: () => void;
  readonly openPalette: () => void;
  readonly openFile: () => void;
  readonly openZooCfg: () => void;
  readonly openVariants: () => void;
  readonly openDeck: () => void;
  readonly openShare: () => void;
  readonly openEmbed: () => void;
  readonly openData: () => void;
  readonly openLive: () => void;
  readonly saveFile: () => void;
  readonly saveDisks: () => void;
  readonly newRun: (scenario: string) => void;
  readonly reset: () => void;
  readonly nextTheme: () => void;
  readonly nextLanguage: () => void;
}

/** What keys refer to: the selected server, else the leader, else the first. */
function subject(lab: Lab): ServerId {
  if (typeof lab.selected === 'number') return lab.selected;
  return (electedOf(lab.world) ?? lab.world.hosts[0])?.sid ?? 1;
}

/** What keys that do a fault refer to. */
export function aimOf(lab: Lab): Aim {
  return { subject: subject(lab), leader: electedOf(lab.world)?.sid ?? null };
}

/** The client that is selected, else the first that has no recipe and a session. */
function clientOf(lab: Lab): string | null {
  if (typeof lab.selected === 'string') return lab.selected;
  const free = lab.world.clientNames.find((name) => {
    const host = getKey(lab.world.clients, name);
    return host !== undefined && host.recipe === null && host.client.leaf === 'CONNECTED';
  });
  return free ?? null;
}

function clientActions(lab: Lab): readonly Action[] {
  const sids = lab.world.hosts.map((host) => host.sid);
  const first = lab.world.clientNames.length % Math.max(1, sids.length);
  const servers = [...sids.slice(first), ...sids.slice(0, first)].join(' ');
  const asking = clientOf(lab);
  const loaded = lab.world.load !== null && lab.world.load.clients > 0;
  return [
    {
      id: 'client',
      key: 'shell.do.client',
      keys: ['n'],
      run: () =>
        lab.say(`client ${freeName(lab.world.clientNames)} connect ${servers} timeout 8000`),
    },
    {
      id: 'lock',
      ...(asking === null
        ? { key: 'shell.do.lock.none' }
        : { key: 'shell.do.lock', facts: { what: asking } }),
      find: 'shell.do.lock.find',
      keys: ['l'],
      offer: 'lock',
      run: () => {
        const client = clientOf(lab);
        if (client === null) lab.notify('shell.notice.noClient', {}, 'alarm');
        else lab.say(`${client} recipe lock ${MRI_LOCK}`);
      },
    },
    {
      id: 'load',
      key: 'shell.do.load',
      keys: ['o'],
      run: () => lab.say(loaded ? 'load off' : 'load 3 clients 1 per second'),
    },
  ];
}

function timeActions(lab: Lab, page: PageActions): readonly Action[] {
  return [
    { id: 'play', key: 'shell.do.play', keys: [' '], run: () => lab.toggle() },
    { id: 'step', key: 'shell.do.step', keys: ['ArrowRight'], run: () => lab.step(1) },
    { id: 'back', key: 'shell.do.back', keys: ['ArrowLeft'], run: () => lab.step(-1) },
    { id: 'bookmark', key: 'shell.do.bookmark', keys: ['b'], run: () => bookmarkHere(lab) },
    { id: 'undo', key: 'shell.do.undo', keys: ['u', 'ctrl+z'], run: () => lab.undo() },
    { id: 'redo', key: 'shell.do.redo', keys: ['ctrl+y'], run: () => lab.redo() },
    { id: 'reset', key: 'shell.do.reset', keys: ['r'], run: page.reset },
  ];
}

function pageActions(lab: Lab, page: PageActions): readonly Action[] {
  const { settings } = lab;
  const panel = (name: 'lesson' | 'inspector' | 'ward' | 'timeline', keys: string): Action => ({
    id: name,
    key: `shell.do.${name}`,
    keys: [keys],
    run: () => eased(() => lab.set({ [name]: !settings[name] })),
  });
  return [
    ...lab.world.hosts.slice(0, 9).map(
      ({ sid }, i): Action => ({
        id: `select ${sid}`,
        key: 'shell.do.select',
        facts: { sid },
        keys: [String(i + 1)],
        run: () => lab.select(sid),
      }),
    ),
    { id: 'deselect', key: 'shell.do.deselect', keys: ['Escape'], run: () => lab.select(null) },
    panel('lesson', '['),
    panel('inspector', ']'),
    panel('ward', 'w'),
    panel('timeline', 't'),
    {
      id: 'beside',
      key: 'shell.do.beside',
      keys: ['k'],
      run: () => eased(() => toggleBeside(lab)),
    },
    {
      id: 'spaceTime',
      key: 'shell.do.spaceTime',
      keys: ['s'],
      run: () => eased(() => toggleDiagram(lab)),
    },
    {
      id: 'scale',
      key: 'shell.do.scale',
      keys: ['e'],
      run: () => timeView.toggleScale(lab.timeline),
    },
    {
      id: 'pings',
      key: 'shell.do.pings',
      keys: ['g'],
      run: () => lab.set({ pings: !settings.pings }),
    },
    {
      id: 'moves',
      key: 'shell.do.moves',
      keys: ['m'],
      run: () => {
        lab.set({ moves: !settings.moves });
        lab.notify(settings.moves ? 'shell.notice.moves.off' : 'shell.notice.moves.on');
      },
    },
    {
      id: 'teacher',
      key: 'shell.do.teacher',
      keys: [],
      run: () => {
        lab.set({ teacher: !settings.teacher });
        lab.notify(settings.teacher ? 'shell.notice.student' : 'shell.notice.teacher');
      },
    },
    { id: 'theme', key: 'shell.do.theme', keys: ['d'], run: page.nextTheme },
    { id: 'language', key: 'shell.do.language', keys: ['z'], run: page.nextLanguage },
    { id: 'palette', key: 'shell.do.palette', keys: [':', 'ctrl+k'], run: page.openPalette },
    { id: 'keys', key: 'shell.do.keys', keys: ['?'], run: page.openKeys },
    { id: 'share', key: 'share.do', keys: ['q'], run: page.openShare },
    { id: 'embed', key: 'embed.do', keys: [], run: page.openEmbed },
    { id: 'save', key: 'shell.do.save', keys: ['ctrl+s'], run: page.saveFile },
    { id: 'open', key: 'shell.do.open', keys: ['ctrl+o'], run: page.openFile },
    { id: 'zooCfg', key: 'shell.do.zooCfg', keys: [], run: page.openZooCfg },
    { id: 'data', key: 'datadir.do', keys: [], run: page.openData },
    { id: 'live', key: 'live.do', keys: [], run: page.openLive },
    ...(lab.world.protocol.files === undefined
      ? []
      : [{ id: 'disks', key: 'datadir.save.do', keys: [], run: page.saveDisks } as const]),
    { id: 'variant', key: 'shell.do.variant', keys: ['v'], run: page.openVariants },
    {
      id: 'present',
      key: 'shell.do.present',
      keys: [],
      run: () => void (location.hash = '#/present'),
    },
    { id: 'raft', key: 'shell.do.raft', keys: [], run: () => void (location.hash = '#/raft') },
    { id: 'deck', key: 'shell.do.deck', keys: ['a'], run: page.openDeck },
    {
      id: 'hospital',
      key: 'shell.do.hospital',
      keys: [],
      run: () => page.newRun('hospital'),
    },
    { id: 'default', key: 'shell.do.default', keys: [], run: () => page.newRun('default') },
  ];
}

/** Everything that can be done now. */
export function actionsOf(lab: Lab, page: PageActions): readonly Action[] {
  const say = (line: string): void => void lab.say(line);
  return [
    ...timeActions(lab, page),
    ...faultActions(lab.world, aimOf(lab), say),
    ...clientActions(lab),
    ...pageActions(lab, page),
  ];
}

/** A key as actions write it. */
export function keyOf(event: {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}): string | null {
  if (event.altKey) return null;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return event.ctrlKey || event.metaKey ? `ctrl+${key}` : key;
}

const SIGNS: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};

/** A key as people read it. */
export function keySign(keys: string): string {
  const [last = ''] = keys.split('+').slice(-1);
  const sign = SIGNS[last] ?? (last.length === 1 ? last.toUpperCase() : last);
  return keys.startsWith('ctrl+') ? `Ctrl ${sign}` : sign;
}
