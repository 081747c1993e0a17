import { join } from 'node:path';
import { missingJars, withClasses } from './java.ts';
import { printed } from './program.ts';
import { plain, type Tour } from './tour.ts';

const JARS = ['curator-recipes-5.4.0', 'zookeeper-3.8.0', 'slf4j-log4j12', 'log4j-1.2'];

/** Curator and its recipes; the source is compiled as it is run, so it takes a JDK. */
export const CURATOR: Tour = {
  name: 'curator',
  missing: () => missingJars('javac', JARS),
  play: (hosts) =>
    withClasses(JARS, async (classPath) => {
      const program = join(import.meta.dirname, 'Curator.java');
      return (await printed('java', ['-cp', classPath, program, hosts.join(',')])).map(plain);
    }),
};
