import { pathFault } from '../model/index.ts';

const ROOT = '/';

/** Whether the server's PathUtils.validatePath passes (BADARGUMENTS when not). */
export function isValidPath(path: string): boolean {
  return pathFault(path) === null;
}

/** The parent's path; of the root, the root. */
export function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? ROOT : path.slice(0, slash);
}

/** The last component. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The path of a child. */
export function childPath(parent: string, name: string): string {
  return parent === ROOT ? `/${name}` : `${parent}/${name}`;
}
