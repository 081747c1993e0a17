import { existsSync } from 'node:fs';
import { type Answer, dialogue } from './dialogue.ts';
import { plain, type Tour } from './tour.ts';
import { sessions } from './zkcli.ts';

const PROGRAM = '/usr/lib/zookeeper/bin/cli_mt';
/** Most commands are carried out while it reads on; what was typed first answers first. */
const MARKER = { typed: 'sync /marker', printed: /^\[\/marker\]: rc = .*\n.*\n/m };

/** The C library's shell. */
export const CLI_MT: Tour = {
  name: 'cli-mt',
  missing: () => (existsSync(PROGRAM) ? null : 'cli_mt (zookeeper-bin) is not here'),
  play: async (hosts) => {
    const lines: string[] = [];
    for (const { host, typed } of sessions('cli-mt-typed.txt')) {
      const args = [hosts[host - 1] ?? ''];
      const ready = /Got a new session id/;
      const shell = { command: PROGRAM, args, ready, marker: MARKER };
      lines.push(`# at server ${host}`, ...written(await dialogue(shell, typed)));
    }
    return lines;
  },
};

/** Watches are told by a thread of its own, as in zkCli. Its log's lines begin with the hour. */
function written(answers: readonly Answer[]): readonly string[] {
  const isNotice = (line: string): boolean => line.startsWith('Watcher ');
  const said = answers.flatMap(({ typed, lines }) => {
    const others = lines.filter((line) => !isNotice(line) && !/^2\d{3}-\d\d-\d\d /.test(line));
    return [`$ ${typed}`, ...others.map(plain)];
  });
  const notices = answers.flatMap(({ lines }) => lines.filter(isNotice));
  return [...said, '# watches', ...notices];
}
