import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Answer, dialogue } from './dialogue.ts';
import { missingJars, withClasses } from './java.ts';
import { plain, type Tour } from './tour.ts';

/** Other versions print other words. */
const VERSIONED = ['zookeeper-3.8.0', 'slf4j-log4j12', 'log4j-1.2', 'commons-cli'];
const MAIN = 'org.apache.zookeeper.ZooKeeperMain';
const MARKER = { typed: 'printwatches', printed: /^(printwatches is on|Not connected)\n/m };

/** The Java shell, one process a session: what is typed at each of the servers. */
export const ZKCLI: Tour = {
  name: 'zkcli',
  missing: () => missingJars('java', VERSIONED),
  play: (hosts) =>
    withClasses(VERSIONED, async (classPath) => {
      const lines: string[] = [];
      for (const { host, typed } of sessions('zkcli-typed.txt')) {
        const server = hosts[host - 1] ?? '';
        const args = ['-cp', classPath, '-Duser.timezone=UTC', MAIN, '-server', server];
        const ready = /WatchedEvent state:SyncConnected/;
        const here = typed.map((line) => line.replace(/\$(\d)/g, (_, n) => hosts[n - 1] ?? ''));
        const shell = { command: 'java', args, ready, marker: MARKER };
        lines.push(`# at server ${host}`, ...written(await dialogue(shell, here)));
      }
      return lines;
    }),
};

/** What is typed at which server: `# at server N` begins a session; other remarks are skipped. */
export function sessions(file: string): readonly { host: number; typed: string[] }[] {
  const all: { host: number; typed: string[] }[] = [];
  for (const line of readFileSync(join(import.meta.dirname, file), 'utf8')
    .trim()
    .split('\n')) {
    const begins = /^# at server (\d)$/.exec(line);
    if (begins) all.push({ host: Number(begins[1]), typed: [] });
    else if (!line.startsWith('#')) all.at(-1)?.typed.push(line);
  }
  return all;
}

/**
 * Each command with its answer, and behind all of them what a thread of its own told, in its
 * order: where that stands between the answers is a race within the shell.
 */
function written(answers: readonly Answer[]): readonly string[] {
  const notices: string[] = [];
  const said = answers.flatMap(({ typed, lines }) => {
    const rest: string[] = [];
    for (const line of lines) {
      if (line === 'WATCHER::' || line.startsWith('WatchedEvent ')) {
        if (rest.at(-1) === '') rest.pop();
        if (line !== 'WATCHER::') notices.push(line);
      } else if (!line.startsWith('\tat ')) rest.push(line);
    }
    return [`$ ${typed}`, ...rest].map(plain);
  });
  return [...said, '# watches', ...notices];
}
