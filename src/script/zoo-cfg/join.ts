/**
 * Several files as one: a zoo.cfg with the dynamic file that it names, or the zoo.cfgs of an
 * ensemble, one a server.
 */
import type { ServerConfig } from '../../model/index.ts';
import { isParseError, type ParseError, type Sentence, sentence } from '../parse-error.ts';
import { isOfGroups } from './groups.ts';
import { parseZooCfg } from './index.ts';
import { parseLong } from './java.ts';
import { PARSED } from './keys.ts';
import { type Property, parseProperties } from './properties.ts';
import { fault } from './reading.ts';
import { OWN_CLIENT_PORT, OWN_SETTINGS, SETTINGS } from './settings.ts';

/** A file by its name. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** What is wrong, and in which of the files. */
export interface JoinFault {
  readonly file: string;
  readonly error: ParseError;
}

const propertiesOf = (text: string): readonly Property[] => {
  const properties = parseProperties(text);
  return 'malformed' in properties ? [] : properties;
};

/** Whether a file has nothing but the lines of a dynamic file (parseDynamicConfig). */
function isDynamic({ text }: NamedText): boolean {
  const keys = propertiesOf(text).map(({ key }) => key);
  const fits = (key: string): boolean => key.startsWith('server.') || isOfGroups(key);
  return keys.some(fits) && keys.every((key) => fits(key) || key === 'version');
}

/** The text of the zoo.cfg that the files make together, or what keeps them from it. */
export function joinZooCfgs(files: readonly NamedText[]): string | JoinFault {
  const dynamic = files.find(isDynamic);
  const own = files.filter((file) => !isDynamic(file));
  if (own.length === 0) return files[0]?.text ?? '';
  const whole = own.map((file) => withDynamic(file, dynamic));
  for (const file of whole) {
    if (file.fault !== null) return { file: file.name, error: file.fault };
    const read = whole.length > 1 ? parseZooCfg(file.text) : null;
    if (read !== null && isParseError(read)) return { file: file.name, error: read };
  }
  return oneForAll(whole);
}

interface Whole extends NamedText {
  readonly fault: ParseError | null;
}

/** The dynamic file's lines in the place of the line that names it (QuorumPeerConfig.parse). */
function withDynamic(file: NamedText, dynamic: NamedText | undefined): Whole {
  const named = propertiesOf(file.text).find(({ key }) => key === 'dynamicConfigFile');
  if (named === undefined || dynamic === undefined) return { ...file, fault: null };
  const version = propertiesOf(dynamic.text).find(({ key }) => key === 'version');
  if (version !== undefined) {
    const facts = { line: version.line, key: version.key };
    return { ...file, fault: fault(version.line, sentence('errors.zoo.dynamicKey', facts)) };
  }
  const lines = file.text.split('\n');
  lines[named.line - 1] = `# ${lines[named.line - 1]}`;
  // A version is what its name ends in (getVersionFromFilename).
  const ending = parseLong(dynamic.name.slice(dynamic.name.lastIndexOf('.') + 1), 16);
  const last = ending === null ? [] : [`version=${ending.toString(16)}`];
  return { name: file.name, text: [...lines, dynamic.text, ...last, ''].join('\n'), fault: null };
}

/** Keys that may differ from server to server: where it lives, and what it calls itself. */
const OF_ITS_OWN = new Set(['clientPort', 'peerType', 'dynamicConfigFile', 'version']);

/** Whether the simulator goes by a key, so that all servers have to agree on it. */
function isShared(key: string): boolean {
  if (OF_ITS_OWN.has(key)) return false;
  return Object.hasOwn(SETTINGS, key) || Object.hasOwn(OWN_SETTINGS, key)
    ? true
    : Object.hasOwn(PARSED, key) && PARSED[key]?.here === 'honoured';
}

function oneForAll(files: readonly NamedText[]): string | JoinFault {
  const [first] = files as readonly [NamedText];
  if (files.length === 1) return first.text;
  const shared = (file: NamedText): Map<string, string> =>
    new Map(
      propertiesOf(file.text).flatMap(({ key, value }) =>
        isShared(key) ? [[key, value.trim()] as const] : [],
      ),
    );
  const expected = shared(first);
  const servers = serversOf(first);
  for (const file of files.slice(1)) {
    const said = shared(file);
    const keys = new Set([...expected.keys(), ...said.keys()]);
    const key = [...keys].find((one) => expected.get(one) !== said.get(one));
    if (key !== undefined) return differing(file, 'filesDiffer', { key, other: first.name });
    if (!sameServers(servers, serversOf(file))) {
      return differing(file, 'serversDiffer', { other: first.name });
    }
  }
  return [named(first, files), ...portLines(files), ''].join('\n');
}

function differing(file: NamedText, what: string, facts: Sentence['facts']): JoinFault {
  const key = `errors.zoo.${what}` as Sentence['key'];
  return { file: file.name, error: fault(1, sentence(key, facts)) };
}

function serversOf({ text }: NamedText): readonly ServerConfig[] {
  const read = parseZooCfg(text);
  return isParseError(read) ? [] : read.config.servers;
}

/** A server may call itself 0.0.0.0 in its own file. */
const HERE = '0.0.0.0';

function sameServers(these: readonly ServerConfig[], those: readonly ServerConfig[]): boolean {
  const same = (a: ServerConfig, b: ServerConfig | undefined): boolean =>
    a.sid === b?.sid &&
    a.learnerType === b.learnerType &&
    (a.host === b.host || a.host === HERE || b.host === HERE);
  return these.length === those.length && these.every((one, i) => same(one, those[i]));
}

/** The first file, with the name that the others have for a server that calls itself 0.0.0.0. */
function named(first: NamedText, files: readonly NamedText[]): string {
  const own = serversOf(first).find(({ host }) => host === HERE);
  const others = files.slice(1).flatMap(serversOf);
  const better = others.find(({ sid, host }) => sid === own?.sid && host !== HERE);
  if (own === undefined || better === undefined) return first.text;
  const line = new RegExp(`^(\\s*server\\.0*${own.sid}\\s*[=: ]\\s*)0\\.0\\.0\\.0`, 'm');
  return first.text.replace(line, `$1${better.host}`);
}

/** Where each server is reached, if not all at one port. */
function portLines(files: readonly NamedText[]): readonly string[] {
  const servers = serversOf(files[0] as NamedText);
  const ports = files.map(({ text }) => {
    const port = propertiesOf(text)
      .filter(({ key }) => key === 'clientPort')
      .at(-1);
    return port?.value.trim() ?? '';
  });
  if (new Set(ports).size === 1 || files.length > servers.length) return [];
  return ownersOf(files, servers).flatMap((sid, i) =>
    ports[i] === '' ? [] : [`${OWN_CLIENT_PORT}${sid}=${ports[i]}`],
  );
}

/** Whose file each is: by the number in its name, or else in order. */
function ownersOf(
  files: readonly NamedText[],
  servers: readonly ServerConfig[],
): readonly number[] {
  const sids = servers.map(({ sid }) => sid);
  const told = files.map(({ name }) =>
    (name.match(/\d+/g) ?? []).map(Number).find((number) => sids.includes(number)),
  );
  const distinct = new Set(told).size === files.length && !told.includes(undefined);
  return distinct ? (told as number[]) : sids.slice(0, files.length);
}
