/** What a person should know of a file that is taken. */
import { dateText } from '../../lib/index.ts';
import { DEFAULT_CONFIG, type EnsembleConfig } from '../../model/index.ts';
import { type Sentence, sentence } from '../parse-error.ts';
import { decodeInteger } from './java.ts';
import type { Reading } from './reading.ts';
import { LEADER_SERVES, ownValue, readSetting, SETTINGS } from './settings.ts';
import { votersIn } from './whole-file.ts';

/** The real server takes no smaller commitLogCount; here one is taken, so that SNAP can be seen. */
const LEAST_COMMIT_LOG = 500;
const LEAST_SNAP_COUNT = 2;
/** A larger snapshotSizeFactor is not taken by a real server, either (ZKDatabase). */
const MOST_SNAPSHOT_SIZE_FACTOR = 1;

type Notice = (reading: Reading, config: EnsembleConfig) => readonly Sentence[];

const NOTICES: readonly Notice[] = [
  ...[
    byteOrderMark,
    ensemble,
    observer,
    clientPort,
    leaderServes,
    readOnlyMode,
    largeSids,
    noWait,
    nonsense,
    outside,
    own,
    names,
  ],
];

export function noticesOf(reading: Reading, config: EnsembleConfig): readonly Sentence[] {
  return NOTICES.flatMap((notice) => notice(reading, config));
}

const notice = (name: string, facts: Sentence['facts'] = {}): Sentence =>
  sentence(`errors.zoo.notice.${name}` as Sentence['key'], facts);

/** Java does not know it for what it is: it belongs to the first key. */
function byteOrderMark({ lines }: Reading): readonly Sentence[] {
  const marked = [...lines.keys()].find((key) => key.startsWith('\ufeff'));
  return marked === undefined ? [] : [notice('byteOrderMark', { name: marked.slice(1) })];
}

function ensemble(reading: Reading, { standalone }: EnsembleConfig): readonly Sentence[] {
  if (standalone) return [notice('standalone')];
  const voters = votersIn(reading).length;
  if (voters % 2 !== 0) return [];
  const survives = Math.floor((voters - 1) / 2);
  return [notice('even', { voters, survives, fewer: voters - 1 })];
}

function observer({ texts }: Reading): readonly Sentence[] {
  return texts.get('peerType')?.toLowerCase() === 'observer' ? [notice('peerType')] : [];
}

/** Without a port there is nothing that clients could connect to. */
function clientPort({ numbers, servers }: Reading): readonly Sentence[] {
  const each = servers.length > 0 && servers.every((server) => server.clientAddress !== undefined);
  return (numbers.get('clientPort') ?? 0) === 0 && !each ? [notice('noClientPort')] : [];
}

function leaderServes(_: Reading, config: EnsembleConfig): readonly Sentence[] {
  return config.leaderServes || config.standalone ? [] : [notice(LEADER_SERVES)];
}

/** Only its command line turns it on, and without local sessions it gives nobody a session. */
function readOnlyMode(_: Reading, config: EnsembleConfig): readonly Sentence[] {
  if (!config.readOnlyMode || config.standalone) return [];
  return [notice('readOnlyMode'), ...(config.localSessions ? [] : [notice('readOnlyAlone')])];
}

/** Whoever keeps sessions with TTL nodes on needs a small number (EphemeralType). */
function largeSids(reading: Reading, config: EnsembleConfig): readonly Sentence[] {
  const sids = votersIn(reading).flatMap(({ sid }) => (sid > 254 ? [sid] : []));
  const barred = config.extendedTypesEnabled && !config.standalone && sids.length > 0;
  return barred ? [notice('sidTooLarge', { sids: sids.join(', ') })] : [];
}

/** With less than nothing to wait for every answer comes too late. */
function noWait({ numbers }: Reading, { standalone }: EnsembleConfig): readonly Sentence[] {
  const negative = ['initLimit', 'syncLimit'].filter((name) => (numbers.get(name) ?? 0) < 0);
  return standalone ? [] : negative.map((name) => notice('noWait', { name }));
}

/** Where a number is due and none stands, a server goes on with its own. */
function nonsense({ properties }: Reading): readonly Sentence[] {
  const notices: Sentence[] = [];
  for (const [name, setting] of Object.entries(SETTINGS)) {
    const text = properties.get(name);
    if (text === undefined || readSetting(setting, text) !== null) continue;
    if (setting.kind !== 'number') continue;
    // QuorumCnxManager does not catch it.
    const key = setting.field === 'cnxTimeoutMs' ? 'wouldNotStart' : 'nonsense';
    notices.push(notice(key, { name, text, value: ownValue(setting) }));
  }
  return notices;
}

/** What a real server would not take as it stands. */
function outside({ properties }: Reading, config: EnsembleConfig): readonly Sentence[] {
  const notices: Sentence[] = [];
  const { commitLogCount, snapshotSizeFactor } = config;
  const count = decodeInteger(properties.get('snapCount') ?? '') ?? LEAST_SNAP_COUNT;
  if (count < LEAST_SNAP_COUNT) {
    notices.push(notice('snapCount', { count, least: LEAST_SNAP_COUNT }));
  }
  if (commitLogCount < LEAST_COMMIT_LOG) {
    notices.push(notice('commitLogCount', { count: commitLogCount, least: LEAST_COMMIT_LOG }));
  }
  if (snapshotSizeFactor > MOST_SNAPSHOT_SIZE_FACTOR) {
    notices.push(notice('snapshotSizeFactor', { factor: snapshotSizeFactor }));
  }
  return notices;
}

function own(_: Reading, config: EnsembleConfig): readonly Sentence[] {
  const { firstCounter: counter, firstVersion: version, firstSequence: sequence } = config;
  const notices: Sentence[] = [];
  const { maxBufferBytes: bytes, clockMs } = config;
  if (clockMs > 0) notices.push(notice('clock', { date: `${dateText(clockMs)} UTC` }));
  if (bytes !== DEFAULT_CONFIG.maxBufferBytes) notices.push(notice('maxBuffer', { bytes }));
  if (counter > 0) notices.push(notice('firstCounter', { counter }));
  if (version > 0) notices.push(notice('firstVersion', { version }));
  if (sequence > 0) notices.push(notice('firstSequence', { sequence }));
  const { heartbeatMs: beat, electionMs: wait } = config;
  const isAsEtcds = beat === DEFAULT_CONFIG.heartbeatMs && wait === DEFAULT_CONFIG.electionMs;
  const { backendQuotaBytes: quota } = config;
  if (quota !== DEFAULT_CONFIG.backendQuotaBytes) {
    notices.push(notice('backendQuota', { bytes: quota }));
  }
  if (!isAsEtcds) notices.push(notice('election', { beat, wait }));
  return notices;
}

/** Keys without effect, each with the reason why it has none. */
function names(reading: Reading): readonly Sentence[] {
  const { unmodelled, prefixed, unknown, groups } = reading;
  const notices: Sentence[] = [];
  const tell = (name: string, keys: readonly string[]): void => {
    if (keys.length > 0) notices.push(notice(name, { names: keys.join(', ') }));
  };
  tell('unmodelled', [...unmodelled, ...groups.map(({ key }) => key)]);
  tell('prefixed', prefixed);
  tell(
    'unknown',
    unknown.filter((key) => !key.startsWith('\ufeff')),
  );
  return notices;
}
