import type { ServerConfig } from '../../model/index.ts';
import { MAX_SERVERS } from '../limits.ts';
import { type ParseError, type Sentence, sentence } from '../parse-error.ts';
import { isOfGroups } from './groups.ts';
import { MAX_INT, MIN_INT, parseInteger, parseLong, trimmed } from './java.ts';
import { isRead, type Kind, PARSED } from './keys.ts';
import type { Property } from './properties.ts';
import { readServer } from './server-line.ts';
import { LEADER_SERVES, OWN_CLIENT_PORT, OWN_SETTINGS, SETTINGS, WHITELIST } from './settings.ts';

/** What the lines of a file say, one by one. */
export interface Reading {
  /** Values of QuorumPeerConfig’s keys that are whole numbers, and of the simulator’s own. */
  readonly numbers: Map<string, number>;
  readonly booleans: Map<string, boolean>;
  readonly texts: Map<string, string>;
  /** Keys that become system properties, without what is put before them. */
  readonly properties: Map<string, string>;
  readonly servers: ServerConfig[];
  /** The line of each server, by its number. */
  readonly serverLines: Map<number, number>;
  readonly groups: Property[];
  /** The line of every key. */
  readonly lines: Map<string, number>;
  /** Keys that are not modelled; that only the command line may set; and that nobody knows. */
  readonly unmodelled: string[];
  readonly prefixed: string[];
  readonly unknown: string[];
}

/** Refuses at a line of the file. */
export function fault(line: number, what: Sentence): ParseError {
  return { type: 'error', line, where: 1, what, hint: null };
}

/** Reads the settings, of which the last one of a key counts (java.util.Properties). */
export function readAll(properties: readonly Property[]): Reading | ParseError {
  const reading: Reading = {
    ...{ numbers: new Map(), booleans: new Map(), texts: new Map(), properties: new Map() },
    ...{ servers: [], serverLines: new Map(), groups: [], lines: new Map() },
    ...{ unmodelled: [], prefixed: [], unknown: [] },
  };
  const last = new Map(properties.map((property) => [property.key, property]));
  for (const property of properties) {
    const isServer = property.key.startsWith('server.');
    // Two servers with one number are a slip, and refused; a real server takes the last.
    if (!isServer && last.get(property.key) !== property) continue;
    const error = isServer ? addServer(reading, property) : readOne(reading, property);
    if (error !== null) return error;
  }
  return reading;
}

function readOne(reading: Reading, property: Property): ParseError | null {
  const { line } = property;
  const key = trimmed(property.key);
  const value = trimmed(property.value);
  reading.lines.set(key, line);
  if (isOfGroups(key)) {
    reading.groups.push(property);
    return null;
  }
  const own = key.startsWith(OWN_CLIENT_PORT) ? PORTS : OWN_SETTINGS[key];
  if (own !== undefined) return addOwn(reading, line, key, value, own);
  const parsed = Object.hasOwn(PARSED, key) ? PARSED[key] : undefined;
  if (parsed === undefined) {
    addProperty(reading, key, value);
    return null;
  }
  if (parsed.here === 'unmodelled') reading.unmodelled.push(key);
  return addParsed(reading, line, key, value, parsed.kind);
}

function addParsed(
  reading: Reading,
  line: number,
  key: string,
  value: string,
  kind: Kind,
): ParseError | null {
  const facts = { line, name: key, text: value };
  if (kind === 'int') {
    const number = parseInteger(value);
    if (number === null) {
      return fault(line, sentence('errors.zoo.whole', { ...facts, least: MIN_INT, most: MAX_INT }));
    }
    reading.numbers.set(key, number);
  } else if (kind === 'long') {
    if (parseLong(value) === null) return fault(line, sentence('errors.zoo.long64', facts));
  } else if (kind === 'boolean') {
    if (!/^(?:true|false)$/i.test(value)) return fault(line, sentence('errors.zoo.boolean', facts));
    reading.booleans.set(key, value.toLowerCase() === 'true');
  } else {
    reading.texts.set(key, value);
  }
  return null;
}

/** What a number of the simulator's own may be. */
type Range = { readonly least: number; readonly most: number };

const PORTS: Range = { least: 1, most: 65535 };

function addOwn(
  reading: Reading,
  line: number,
  key: string,
  value: string,
  { least, most }: Range,
): ParseError | null {
  const number = Number(parseLong(value) ?? Number.NaN);
  if (!(number >= least && number <= most)) {
    return fault(line, sentence('errors.zoo.whole', { line, name: key, text: value, least, most }));
  }
  reading.numbers.set(key, number);
  return null;
}

function addProperty(reading: Reading, key: string, value: string): void {
  reading.properties.set(key, value);
  if (Object.hasOwn(SETTINGS, key) || key === WHITELIST || key === LEADER_SERVES) return;
  if (key.startsWith('zookeeper.')) reading.prefixed.push(key);
  else if (isRead(key)) reading.unmodelled.push(key);
  else reading.unknown.push(key);
}

function addServer(reading: Reading, property: Property): ParseError | null {
  const { line } = property;
  const server = readServer(property);
  if ('fault' in server) return fault(line, server.fault);
  const { sid } = server;
  const before = reading.serverLines.get(sid);
  if (before !== undefined) {
    return fault(line, sentence('errors.zoo.twice', { line, sid, before }));
  }
  if (reading.servers.length === MAX_SERVERS) {
    return fault(line, sentence('errors.zoo.many', { line, most: MAX_SERVERS }));
  }
  reading.servers.push(server);
  reading.serverLines.set(sid, line);
  return null;
}
