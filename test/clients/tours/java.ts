import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const JARS = '/usr/share/java';

/** Which of the jars, and of the program, are not here; null: all are. */
export function missingJars(program: string, jars: readonly string[]): string | null {
  const isInPath = (process.env.PATH ?? '')
    .split(':')
    .some((path) => existsSync(join(path, program)));
  if (!isInPath) return `${program} is not here`;
  const missing = jars.find((jar) => !existsSync(`${JARS}/${jar}.jar`));
  return missing === undefined ? null : `${missing}.jar is not here`;
}

/** Does something with Java's class path of these jars; its logs go nowhere. */
export async function withClasses<T>(
  jars: readonly string[],
  work: (classPath: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'zabscope-java-'));
  try {
    writeFileSync(join(folder, 'log4j.properties'), 'log4j.rootLogger=OFF\n');
    return await work([folder, ...jars.map((jar) => `${JARS}/${jar}.jar`)].join(':'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
