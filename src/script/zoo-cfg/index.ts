/**
 * A real zoo.cfg as the configuration of an ensemble: what QuorumPeerConfig of 3.8.0 makes of it,
 * refusals included. What the simulator does not model is named in a notice, never silently
 * dropped.
 */
import { DEFAULT_CONFIG, type EnsembleConfig, type ServerConfig } from '../../model/index.ts';
import { MAX_ZOO_CFG } from '../limits.ts';
import { type ParseError, type Sentence, sentence } from '../parse-error.ts';
import { parseLong, split, trimmed } from './java.ts';
import { noticesOf } from './notices.ts';
import { parseProperties } from './properties.ts';
import { fault, type Reading, readAll } from './reading.ts';
import {
  LEADER_SERVES,
  OWN_CLIENT_PORT,
  OWN_SETTINGS,
  readSetting,
  SETTINGS,
  WHITELIST,
} from './settings.ts';
import { isStandalone, timesOf, wholeFault } from './whole-file.ts';

/** A configuration, and what the person should know about it. */
export interface ZooCfg {
  readonly type: 'config';
  readonly config: EnsembleConfig;
  readonly notices: readonly Sentence[];
}

/** No wait is longer than this many milliseconds, some thirty years. */
const LONGEST_WAIT_MS = 1e12;

/**
 * Reads the text of a zoo.cfg (QuorumPeerConfig.parseProperties, setupQuorumPeerConfig). One server
 * or none makes a stand-alone server; everything the real one refuses is refused, with the line.
 */
export function parseZooCfg(text: string): ZooCfg | ParseError {
  if (text.length > MAX_ZOO_CFG)
    return fault(1, sentence('errors.zoo.long', { most: MAX_ZOO_CFG }));
  const properties = parseProperties(text);
  if ('malformed' in properties) {
    const { line, malformed } = properties;
    return fault(line, sentence('errors.zoo.malformed', { line, text: malformed }));
  }
  const reading = readAll(properties);
  if ('what' in reading) return reading;
  const error = wholeFault(reading);
  if (error !== null) return error;
  const config = configOf(reading);
  return { type: 'config', config, notices: noticesOf(reading, config) };
}

const LONE_SERVER: ServerConfig = { sid: 1, learnerType: 'PARTICIPANT', host: 'localhost' };

function configOf(reading: Reading): EnsembleConfig {
  const { numbers, booleans, texts, properties } = reading;
  const { tickMs, minMs, maxMs } = timesOf(reading);
  const most = Math.max(1, Math.floor(LONGEST_WAIT_MS / tickMs));
  const ticks = (name: 'initLimit' | 'syncLimit'): number =>
    Math.max(0, Math.min(numbers.get(name) ?? DEFAULT_CONFIG[name], most));
  const servers = reading.servers.length === 0 ? [LONE_SERVER] : reading.servers;
  return {
    ...DEFAULT_CONFIG,
    ...settingsOf(reading),
    tickMs,
    initLimit: ticks('initLimit'),
    syncLimit: ticks('syncLimit'),
    servers: servers.map((server) => reached(server, numbers)).sort((a, b) => a.sid - b.sid),
    standalone: isStandalone(reading),
    minSessionTimeoutMs: minMs,
    maxSessionTimeoutMs: maxMs,
    // A port that is not set is left to the system; here clients come all the same.
    clientPort: numbers.get('clientPort') || DEFAULT_CONFIG.clientPort,
    maxClientCnxns: numbers.get('maxClientCnxns') ?? DEFAULT_CONFIG.maxClientCnxns,
    localSessions: booleans.get('localSessionsEnabled') ?? false,
    localSessionsUpgrade: booleans.get('localSessionsUpgradingEnabled') ?? false,
    leaderServes: properties.get(LEADER_SERVES) !== 'no',
    fourLetterWords: whitelisted(properties.get(WHITELIST)),
    version: (parseLong(texts.get('version') ?? '0', 16) ?? 0n).toString(16),
  };
}

/** A server with the clientPort of its own zoo.cfg, if it has one. */
function reached(server: ServerConfig, numbers: Reading['numbers']): ServerConfig {
  const port = numbers.get(`${OWN_CLIENT_PORT}${server.sid}`);
  return port === undefined ? server : { ...server, clientPort: port };
}

/** The fields that system properties and the simulator’s own keys fill. */
function settingsOf({ properties, numbers }: Reading): Partial<EnsembleConfig> {
  const fields: [string, unknown][] = [];
  for (const [key, setting] of Object.entries(SETTINGS)) {
    const text = properties.get(key);
    const value = text === undefined ? null : readSetting(setting, text);
    if (value !== null) fields.push([setting.field, value]);
  }
  for (const [key, { field }] of Object.entries(OWN_SETTINGS)) {
    const value = numbers.get(key);
    if (value !== undefined) fields.push([field, value]);
  }
  return Object.fromEntries(fields) as Partial<EnsembleConfig>;
}

/** The words that a whitelist allows, srvr always among them; null: all (FourLetterCommands). */
function whitelisted(list: string | undefined): readonly string[] | null {
  if (list === undefined) return null;
  const words = split(list, ',').map(trimmed);
  return words.includes('*') ? null : ['srvr', ...words.filter((word) => word !== '')];
}
