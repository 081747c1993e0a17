/**
 * The four-letter words: what a server says to somebody who connects to its client port and types
 * one, in the words of ZooKeeper 3.8. One file a family; figures that the simulator does not keep
 * read `n/a`. Without 4lw.commands.whitelist all words are allowed, as with `*`.
 */
import { clientAddress, type ServerId } from '../../model/index.ts';
import { takesClients, type World, zooServerOf } from '../../sim/index.ts';
import { type Respondent, respondentOf } from './facts.ts';
import { mntr } from './monitor.ts';
import { cons, dump } from './sessions.ts';
import { conf, dirs, envi } from './settings.ts';
import { srvr, stat } from './status.ts';
import { wchc, wchp, wchs } from './watches.ts';

/** Words that only a server that serves answers. */
const WORDS: Readonly<Record<string, (asked: Respondent) => readonly string[]>> = {
  ...{ srvr, stat, mntr, conf, cons, dump, wchs, wchc, wchp, dirs },
  // There are no such figures to set back.
  crst: () => ['Connection stats reset.'],
  srst: () => ['Server stats reset.'],
};

/** Words of the real server that are not modelled. */
export const UNMODELLED_WORDS: readonly string[] = [
  ...['gtmk', 'hash', 'icfg', 'lead', 'lsnp', 'obsr', 'orst', 'stmk', 'sysp'],
];

/** The words that are answered. */
export const FOUR_LETTER_WORDS: readonly string[] = ['ruok', 'isro', 'envi', ...Object.keys(WORDS)];

const NOT_SERVING = 'This ZooKeeper instance is not currently serving requests';

/**
 * What `echo WORD | nc SERVER PORT` prints (FourLetterCommands, NopCommand). Nothing for a word
 * that there is not, and of a server that stands still; of one that is down, what nc says.
 */
export function fourLetterWord(world: World, sid: ServerId, word: string): readonly string[] {
  const host = world.hosts.find((one) => one.sid === sid);
  const server = zooServerOf(host ?? null);
  if (host === undefined || host.status === 'down' || server === null) {
    const [, name = '', port] = /^(.*):(\d+)$/.exec(clientAddress(world.config, sid)) ?? [];
    return [`nc: connect to ${name} port ${port} (tcp) failed: Connection refused`];
  }
  if (host.status === 'frozen') return [];
  const asked = respondentOf(world, host, server);
  // A server reads four letters.
  const read = word.slice(0, 4);
  const { fourLetterWords } = world.config;
  if (!FOUR_LETTER_WORDS.includes(read)) return [];
  if (fourLetterWords !== null && !fourLetterWords.includes(read)) {
    return [`${read} is not executed because it is not in the whitelist.`];
  }
  if (read === 'ruok') return ['imok'];
  if (read === 'envi') return envi(asked);
  const answers = takesClients(server, world.config);
  if (read === 'isro') return [server.readOnly ? 'ro' : answers ? 'rw' : 'null'];
  return (answers || server.readOnly ? WORDS[read]?.(asked) : null) ?? [NOT_SERVING];
}
