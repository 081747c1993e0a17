/**
 * All protocols at once, for who has no page to keep small: commands and tests. To import this file
 * is enough.
 */
import { RAFT } from '../raft/index.ts';
import { provideProtocol } from './index.ts';

provideProtocol(RAFT);
