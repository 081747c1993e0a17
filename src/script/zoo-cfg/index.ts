/**
 * A real zoo.cfg as the configuration of an ensemble: what QuorumPeerConfig makes of it, refusals
 * included. What the simulator does not model is named in a notice, never silently dropped.
 */
import { DEFAULT_CONFIG, type EnsembleConfig, type ServerConfig } from '../../model/index.ts';
import { MAX_SERVERS, MAX_ZOO_CFG } from '../limits.ts';
import { type ParseError, type Sentence, sentence } from '../parse-error.ts';
import { type Property, parseProperties } from './properties.ts';
import { readServer } from './server-line.ts';
import { isTrue, readValue, SETTINGS, type Setting, WITHOUT_EFFECT } from './settings.ts';

/** A configuration, and what the person should know about it. */
export interface ZooCfg {
  readonly type: 'config';
  readonly config: EnsembleConfig;
  readonly notices: readonly Sentence[];
}

/** tickTime when the file does not say (ZooKeeperServer.DEFAULT_TICK_TIME). */
const CODE_TICK_MS = 3000;
/** The real server takes no smaller commitLogCount; here one is taken, so that SNAP can be seen. */
const LEAST_COMMIT_LOG = 500;

/** What has been read so far. */
interface Draft {
  readonly values: Map<keyof EnsembleConfig, number | boolean>;
  readonly servers: ServerConfig[];
  readonly unmodelled: string[];
  readonly notices: Sentence[];
  firstServerLine: number;
  standaloneEnabled: boolean;
}

/** Refuses at a line of the file. */
function fault(line: number, what: Sentence): ParseError {
  return { type: 'error', line, where: 1, what, hint: null };
}

/**
 * Reads the text of a zoo.cfg (QuorumPeerConfig.parseProperties, setupQuorumPeerConfig). One server
 * or none makes a stand-alone server; everything the real one refuses is refused, with the line.
 */
export function parseZooCfg(text: string): ZooCfg | ParseError {
  if (text.length > MAX_ZOO_CFG)
    return fault(1, sentence('errors.zoo.long', { most: MAX_ZOO_CFG }));
  const draft: Draft = {
    values: new Map(),
    servers: [],
    unmodelled: [],
    notices: [],
    firstServerLine: 1,
    standaloneEnabled: true,
  };
  for (const property of parseProperties(text)) {
    const error = readProperty(draft, property);
    if (error !== null) return error;
  }
  return finish(draft);
}

function readProperty(draft: Draft, property: Property): ParseError | null {
  const { line, key, separated } = property;
  const value = property.value.trim();
  if (key.startsWith('server.')) return addServer(draft, property);
  const name = key.startsWith('zookeeper.') ? key.slice('zookeeper.'.length) : key;
  const setting = Object.hasOwn(SETTINGS, name) ? SETTINGS[name] : undefined;
  if (setting !== undefined) return addSetting(draft, setting, line, name, value);
  if (!separated) {
    return fault(line, sentence('errors.zoo.nonsense', { line, text: `${key} ${value}`.trim() }));
  }
  if (name === 'electionAlg') {
    return value === '3' ? null : fault(line, sentence('errors.zoo.electionAlg', { line, value }));
  }
  if (name === 'peerType') return addPeerType(draft, line, value);
  if (name === 'standaloneEnabled') draft.standaloneEnabled = isTrue(value);
  else if (!WITHOUT_EFFECT.has(name)) draft.unmodelled.push(key);
  return null;
}

function addSetting(
  draft: Draft,
  setting: Setting,
  line: number,
  name: string,
  text: string,
): ParseError | null {
  const value = readValue(setting, text);
  if (value !== null) {
    draft.values.set(setting.field, value);
    return null;
  }
  if (setting.kind !== 'whole')
    return fault(line, sentence('errors.zoo.number', { line, name, text }));
  const { least, most } = setting;
  return fault(line, sentence('errors.zoo.whole', { line, name, text, least, most }));
}

function addPeerType(draft: Draft, line: number, value: string): ParseError | null {
  if (!/^(?:observer|participant)$/i.test(value)) {
    return fault(line, sentence('errors.zoo.peerType', { line, value }));
  }
  if (/^observer$/i.test(value)) draft.notices.push(sentence('errors.zoo.notice.peerType'));
  return null;
}

function addServer(draft: Draft, property: Property): ParseError | null {
  const { line } = property;
  const server = readServer(property);
  if ('fault' in server) return fault(line, server.fault);
  if (draft.servers.some(({ sid }) => sid === server.sid)) {
    return fault(line, sentence('errors.zoo.twice', { line, sid: server.sid }));
  }
  if (draft.servers.length === MAX_SERVERS) {
    return fault(line, sentence('errors.zoo.many', { line, most: MAX_SERVERS }));
  }
  if (draft.servers.length === 0) draft.firstServerLine = line;
  draft.servers.push(server);
  return null;
}

/** The checks that need the whole file, in the order of QuorumPeerConfig. */
function finish(draft: Draft): ZooCfg | ParseError {
  const voters = draft.servers.filter((server) => server.learnerType === 'PARTICIPANT').length;
  const observers = draft.servers.length - voters;
  const at = draft.firstServerLine;
  if (voters === 0 && observers > 0) return fault(at, sentence('errors.zoo.onlyObservers'));
  const standalone = voters === 0 || (voters === 1 && draft.standaloneEnabled);
  if (standalone && observers > 0) return fault(at, sentence('errors.zoo.loneVoter'));
  for (const [field, name] of [
    ['initLimit', 'initLimit'],
    ['syncLimit', 'syncLimit'],
  ] as const) {
    if (!standalone && !draft.values.has(field)) {
      return fault(at, sentence('errors.zoo.missing', { name }));
    }
  }
  const config = configOf(draft, standalone);
  const { minSessionTimeoutMs: min, maxSessionTimeoutMs: max } = config;
  if (min > max) return fault(1, sentence('errors.zoo.sessionTimeouts', { min, max }));
  return { type: 'config', config, notices: noticesOf(draft, config, voters) };
}

function configOf(draft: Draft, standalone: boolean): EnsembleConfig {
  const values = Object.fromEntries(draft.values) as Partial<EnsembleConfig>;
  const tickMs = values.tickMs ?? CODE_TICK_MS;
  const lone: ServerConfig = { sid: 1, learnerType: 'PARTICIPANT', host: 'localhost' };
  const servers = draft.servers.length === 0 ? [lone] : draft.servers;
  return {
    ...DEFAULT_CONFIG,
    ...values,
    tickMs,
    servers: [...servers].sort((a, b) => a.sid - b.sid),
    standalone,
    minSessionTimeoutMs: unless(-1, values.minSessionTimeoutMs) ?? tickMs * 2,
    maxSessionTimeoutMs: unless(-1, values.maxSessionTimeoutMs) ?? tickMs * 20,
  };
}

/** -1 in the file means: not set. */
function unless(unset: number, value: number | undefined): number | undefined {
  return value === unset ? undefined : value;
}

function noticesOf(draft: Draft, config: EnsembleConfig, voters: number): readonly Sentence[] {
  const notices = [...draft.notices];
  if (config.standalone) notices.push(sentence('errors.zoo.notice.standalone'));
  else if (voters % 2 === 0) {
    const survives = Math.floor((voters - 1) / 2);
    notices.push(sentence('errors.zoo.notice.even', { voters, survives, fewer: voters - 1 }));
  }
  if (config.commitLogCount < LEAST_COMMIT_LOG) {
    const facts = { count: config.commitLogCount, least: LEAST_COMMIT_LOG };
    notices.push(sentence('errors.zoo.notice.commitLogCount', facts));
  }
  if (config.firstCounter > 0) {
    notices.push(sentence('errors.zoo.notice.firstCounter', { counter: config.firstCounter }));
  }
  if (draft.unmodelled.length > 0) {
    const names = [...new Set(draft.unmodelled)].join(', ');
    notices.push(sentence('errors.zoo.notice.unmodelled', { names }));
  }
  return notices;
}
