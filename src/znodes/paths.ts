import { pathFault } from '../model/index.ts';

/** Whether the server's PathUtils.validatePath passes (BADARGUMENTS when not). */
export function isValidPath(path: string): boolean {
  return pathFault(path) === null;
}
