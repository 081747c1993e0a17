const ROOT = '/';

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

/** What is the matter with a path; `at` is the offending position. Null facts: nothing is. */
export interface PathFault {
  readonly why:
    | 'empty'
    | 'noLeadingSlash'
    | 'trailingSlash'
    | 'nullCharacter'
    | 'emptyName'
    | 'relative'
    | 'invalidCharacter';
  readonly at: number;
}

/** The faults that depend on one character alone (ranges of PathUtils.validatePath). */
function isInvalid(code: number): boolean {
  return (
    (code > 0x0000 && code <= 0x001f) ||
    (code >= 0x007f && code <= 0x009f) ||
    (code >= 0xd800 && code <= 0xf8ff) ||
    (code >= 0xfff0 && code <= 0xffff)
  );
}

/**
 * PathUtils.validatePath: the first fault of a path, or null. The client and the server share it.
 */
export function pathFault(path: string): PathFault | null {
  if (path.length === 0) return { why: 'empty', at: 0 };
  if (path.charCodeAt(0) !== 47) return { why: 'noLeadingSlash', at: 0 };
  if (path.length === 1) return null;
  if (path.charCodeAt(path.length - 1) === 47) return { why: 'trailingSlash', at: path.length - 1 };
  let start = 1;
  for (let i = 1; i <= path.length; i++) {
    const code = i === path.length ? 47 : path.charCodeAt(i);
    if (code === 0) return { why: 'nullCharacter', at: i };
    if (code === 47) {
      if (i === start) return { why: 'emptyName', at: i };
      const dots = i - start;
      if (dots <= 2 && path.charCodeAt(start) === 46 && path.charCodeAt(i - 1) === 46) {
        return { why: 'relative', at: i - 1 };
      }
      start = i + 1;
    } else if (isInvalid(code)) return { why: 'invalidCharacter', at: i };
  }
  return null;
}

/**
 * The sentence with which the client library refuses a path before anything is sent
 * (IllegalArgumentException of PathUtils.validatePath), or null when it sends it. A sequential
 * create is validated with a digit appended, so `/q/` is fine there.
 */
export function clientRefusal(path: string, sequential = false): string | null {
  const fault = pathFault(sequential ? `${path}1` : path);
  if (fault === null) return null;
  if (fault.why === 'empty') return 'Path length must be > 0';
  if (fault.why === 'noLeadingSlash') return 'Path must start with / character';
  if (fault.why === 'trailingSlash') return 'Path must not end with / character';
  const shown = sequential ? `${path}1` : path;
  return `Invalid path string "${shown}" caused by ${CAUSES[fault.why]} @${fault.at}`;
}

const CAUSES = {
  nullCharacter: 'null character not allowed',
  emptyName: 'empty node name specified',
  relative: 'relative paths not allowed',
  invalidCharacter: 'invalid character',
} as const;
