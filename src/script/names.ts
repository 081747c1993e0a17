import { FAULT_TYPES } from '../sim/index.ts';
import { MAX_NAME } from './limits.ts';
import { type Sentence, sentence } from './parse-error.ts';

/** Words with which a line begins: no client may be called so. */
export const COMMAND_WORDS = [...FAULT_TYPES, 'load', 'run', 'step', 'wire'] as const;

/** Latin or Chinese letters, then digits and hyphens, too. */
const NAME = /^[A-Za-z_\u4e00-\u9fff][A-Za-z0-9_\u4e00-\u9fff-]*$/;

/** What is wrong with a client's name, or null. */
export function nameFault(name: string): Sentence | null {
  if (!NAME.test(name) || name.length > MAX_NAME) {
    return sentence('errors.name.bad', { word: name.slice(0, MAX_NAME), most: MAX_NAME });
  }
  if ((COMMAND_WORDS as readonly string[]).includes(name)) {
    return sentence('errors.name.reserved', { word: name });
  }
  return null;
}

/** The form of whole numbers; a plus sign and leading zeros are not accepted. */
export const WHOLE = /^(?:0|[1-9][0-9]{0,9})$/;
