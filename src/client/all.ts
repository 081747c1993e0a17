/** All that zkCli's shell can do: for wherever lines are typed. To import this file is enough. */
import { lengthySteps } from './shell/lengthy.ts';
import { provideLengthy } from './shell/run.ts';

provideLengthy(lengthySteps);
