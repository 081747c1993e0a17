/** What is wrong with a file of which every line can be read, in the order of QuorumPeerConfig. */
import { clientPortOf, DEFAULT_CONFIG, type ServerConfig } from '../../model/index.ts';
import { type ParseError, type Sentence, sentence } from '../parse-error.ts';
import { groupFault, isOfGroups } from './groups.ts';
import { shownHost } from './host.ts';
import { parseLong } from './java.ts';
import { METRICS_PROVIDERS } from './keys.ts';
import { fault, type Reading } from './reading.ts';
import { isPort } from './server-line.ts';

/** tickTime when the file does not say (ZooKeeperServer.DEFAULT_TICK_TIME). */
const CODE_TICK_MS = 3000;

type Check = (reading: Reading) => ParseError | null;

const CHECKS: readonly Check[] = [
  ...[algorithm, peerType, dynamicFile, sasl, dataDir, clientPorts, sslScheme, ticks],
  ...[sessionTimeouts, metrics, version, groups, voters, clientPortsAgree, limits, pace],
];

/** The first fault of the whole, or null. */
export function wholeFault(reading: Reading): ParseError | null {
  for (const check of CHECKS) {
    const error = check(reading);
    if (error !== null) return error;
  }
  return null;
}

/** Whether QuorumPeerMain runs a ZooKeeperServerMain: one voter or none (isDistributed). */
export function isStandalone(reading: Reading): boolean {
  return votersIn(reading).length <= 1 && (reading.booleans.get('standaloneEnabled') ?? true);
}

export function votersIn({ servers }: Reading): readonly ServerConfig[] {
  return servers.filter(({ learnerType }) => learnerType === 'PARTICIPANT');
}

/** The tick and the session’s limits in milliseconds, multiplied as a Java int is. */
export function timesOf({ numbers }: Reading): { tickMs: number; minMs: number; maxMs: number } {
  const tickMs = numbers.get('tickTime') ?? CODE_TICK_MS;
  const given = (name: string): number => numbers.get(name) ?? -1;
  const min = given('minSessionTimeout');
  const max = given('maxSessionTimeout');
  const minMs = min === -1 ? (tickMs * 2) | 0 : min;
  const maxMs = max === -1 ? (tickMs * 20) | 0 : max;
  return { tickMs, minMs, maxMs };
}

function at(reading: Reading, key: string, what: Sentence['key'], facts: object = {}): ParseError {
  const line = reading.lines.get(key) ?? 1;
  return fault(line, sentence(what, { line, ...facts }));
}

function algorithm(reading: Reading): ParseError | null {
  const value = reading.numbers.get('electionAlg') ?? 3;
  return value === 3 ? null : at(reading, 'electionAlg', 'errors.zoo.electionAlg', { value });
}

function peerType(reading: Reading): ParseError | null {
  const value = reading.texts.get('peerType') ?? 'observer';
  if (/^(?:observer|participant)$/i.test(value)) return null;
  return at(reading, 'peerType', 'errors.zoo.peerType', { value });
}

function dynamicFile(reading: Reading): ParseError | null {
  const file = reading.texts.get('dynamicConfigFile');
  if (file === undefined) return null;
  const [server] = reading.serverLines;
  const [group] = reading.groups;
  if (server === undefined && group === undefined) {
    return at(reading, 'dynamicConfigFile', 'errors.zoo.dynamic', { file });
  }
  const key = server === undefined ? (group?.key ?? '') : `server.${server[0]}`;
  const line = server?.[1] ?? group?.line ?? 1;
  return fault(line, sentence('errors.zoo.dynamicHere', { line, key }));
}

function sasl(reading: Reading): ParseError | null {
  const on = (name: string): boolean => reading.booleans.get(`quorum.auth.${name}`) ?? false;
  const needs = (name: string, other: string): ParseError =>
    at(reading, `quorum.auth.${name}`, 'errors.zoo.needs', {
      name: `quorum.auth.${name}`,
      other: `quorum.auth.${other}`,
    });
  const [server, learner] = [on('serverRequireSasl'), on('learnerRequireSasl')];
  if (!on('enableSasl') && server) return needs('serverRequireSasl', 'enableSasl');
  if (!on('enableSasl') && learner) return needs('learnerRequireSasl', 'enableSasl');
  return server && !learner ? needs('serverRequireSasl', 'learnerRequireSasl') : null;
}

function dataDir(reading: Reading): ParseError | null {
  for (const name of ['dataDir', 'dataLogDir']) {
    const text = reading.texts.get(name);
    // Of what is no absolute path, VerifyingFileFactory looks at the first two characters.
    if (text !== undefined && text.length < 2 && text !== '/') {
      return at(reading, name, 'errors.zoo.path', { name, text });
    }
  }
  return reading.texts.has('dataDir') ? null : fault(1, sentence('errors.zoo.dataDir'));
}

function clientPorts(reading: Reading): ParseError | null {
  for (const name of ['clientPort', 'secureClientPort']) {
    const port = reading.numbers.get(name) ?? 0;
    if (!isPort(port)) return at(reading, name, 'errors.zoo.port', { name, port });
    const address = `${name}Address`;
    if (port === 0 && reading.texts.has(address)) {
      return at(reading, address, 'errors.zoo.addressAlone', { name: address, other: name });
    }
  }
  return null;
}

/** QuorumPeerConfig.configureSSLAuth. */
function sslScheme(reading: Reading): ParseError | null {
  const scheme = reading.properties.get('ssl.authProvider') ?? 'x509';
  const provider = `authProvider.${scheme}`;
  if ((reading.numbers.get('secureClientPort') ?? 0) === 0 || scheme === 'x509') return null;
  if (reading.properties.has(provider)) return null;
  return at(reading, 'ssl.authProvider', 'errors.zoo.sslScheme', { scheme, provider });
}

/** 0 counts as not set; with less a real server starts, and never agrees with anybody. */
function ticks(reading: Reading): ParseError | null {
  const value = reading.numbers.get('tickTime') ?? CODE_TICK_MS;
  return value > 0
    ? null
    : at(reading, 'tickTime', 'errors.zoo.notPositive', { name: 'tickTime', value });
}

function sessionTimeouts(reading: Reading): ParseError | null {
  const { minMs: min, maxMs: max } = timesOf(reading);
  if (min <= max) return null;
  const line =
    reading.lines.get('minSessionTimeout') ??
    reading.lines.get('maxSessionTimeout') ??
    reading.lines.get('tickTime') ??
    1;
  return fault(line, sentence('errors.zoo.sessionTimeouts', { line, min, max }));
}

function metrics(reading: Reading): ParseError | null {
  const name = reading.texts.get('metricsProvider.className');
  if (name === undefined || METRICS_PROVIDERS.includes(name)) return null;
  return at(reading, 'metricsProvider.className', 'errors.zoo.metrics', { name });
}

/** The version of the configuration, in hexadecimal digits (QuorumMaj). */
function version(reading: Reading): ParseError | null {
  const text = reading.texts.get('version');
  if (text === undefined || parseLong(text, 16) !== null) return null;
  return at(reading, 'version', 'errors.zoo.version', { text });
}

function groups(reading: Reading): ParseError | null {
  // An oracle takes the place of groups (createQuorumVerifier).
  if (reading.groups.length === 0 || reading.texts.has('oraclePath')) return null;
  const read = reading.groups.filter(({ key }) => isOfGroups(key));
  const wrong = groupFault(read, reading.servers);
  return wrong === null ? null : fault(wrong.line, wrong.what);
}

function voters(reading: Reading): ParseError | null {
  const count = votersIn(reading).length;
  const observers = reading.servers.length - count;
  const [line = 1] = reading.serverLines.values();
  const standalone = isStandalone(reading);
  if (count === 0 && !standalone) {
    return at(reading, 'standaloneEnabled', 'errors.zoo.noVoter');
  }
  if (count === 0 && observers > 0) return fault(line, sentence('errors.zoo.onlyObservers'));
  if (standalone && observers > 0) return fault(line, sentence('errors.zoo.loneVoter'));
  return null;
}

/** What a server’s line and clientPort say of the same port has to agree (setupClientPort). */
function clientPortsAgree(reading: Reading): ParseError | null {
  const port = reading.numbers.get('clientPort') ?? 0;
  if (port === 0) return null;
  const address = shownHost(reading.texts.get('clientPortAddress') ?? '0.0.0.0');
  const anyAddress = ['0.0.0.0', '[0:0:0:0:0:0:0:0]'].includes(address);
  for (const server of reading.servers) {
    const { sid, clientAddress } = server;
    if (clientAddress === undefined) continue;
    const agree = anyAddress
      ? clientPortOf(server) === port
      : clientAddress.toLowerCase() === `${address}:${port}`.toLowerCase();
    if (agree) continue;
    const line = reading.serverLines.get(sid) ?? 1;
    const here = `${address}:${port}`;
    return fault(
      line,
      sentence('errors.zoo.portsDiffer', { line, sid, there: clientAddress, here }),
    );
  }
  return null;
}

/** embed.Config.Validate: five heartbeats in an election timeout. */
function pace(reading: Reading): ParseError | null {
  const beat = reading.numbers.get('zabscope.heartbeat') ?? DEFAULT_CONFIG.heartbeatMs;
  const wait = reading.numbers.get('zabscope.election') ?? DEFAULT_CONFIG.electionMs;
  if (wait >= 5 * beat) return null;
  const key = reading.lines.has('zabscope.election') ? 'zabscope.election' : 'zabscope.heartbeat';
  return at(reading, key, 'errors.zoo.pace', { beat, wait });
}

function limits(reading: Reading): ParseError | null {
  if (isStandalone(reading)) return null;
  for (const name of ['initLimit', 'syncLimit']) {
    const value = reading.numbers.get(name);
    if (value === undefined) {
      const [line = 1] = reading.serverLines.values();
      return fault(line, sentence('errors.zoo.missing', { name }));
    }
    if (value === 0) return at(reading, name, 'errors.zoo.notPositive', { name, value });
  }
  return null;
}
