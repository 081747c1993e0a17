/** A call that a line stands for; quiet: what it returns is not in the file. */
export interface Meant {
  readonly call: string;
  readonly isQuiet: boolean;
}

/**
 * Where the first file says in prose what was called: the calls. The writer was connected to
 * server 1 only, which is the one that stops; handles that live on were not.
 */
const PROSE: Readonly<Record<string, readonly string[]>> = {
  'connect writer': ['connect w 1'],
  'connect z': ['connect z 2'],
  'connect ch': ['connect ch 2 /b'],
  'connect r': ['connect r 1,2'],
  'connect e': ['connect e 2'],
  'connect af': ['connect af 2'],
  'z.exists /b x then async set, get, set, children': [
    '(z.exists /b x',
    'z.async setData /b data=2;getData /b y;setData /b data=3;delete /nope;getChildren /b',
  ],
  'z.create /seq/ sequential': ['z.create /b/ PERSISTENT_SEQUENTIAL'],
  'z.create /b/ plain': ['z.create /b/'],
  'z.create with empty ACL': ['z.create /c acl=empty'],
  'z.create TTL 0': ['z.create /c PERSISTENT_WITH_TTL ttl=0'],
  'z.multi create,check wrong,set': ['z.multi create /c;check /b 99;setData /b'],
  'ch.create /in': ['ch.create /in data=1'],
  'server of r is stopped by the harness': ['stop server 1'],
  'w2 setData /b': ['connect w2 2', 'w2.setData /b', '(w2.close'],
  'e.create /eph': ['e.create /eph EPHEMERAL'],
  'another connection takes over the session and closes it': ['takeover e 2'],
};

/** The calls that a line stands for, mostly itself. */
export function inWords(line: string): readonly Meant[] {
  return (PROSE[line] ?? [line]).map((call) => {
    const isQuiet = call.startsWith('(');
    return { call: isQuiet ? call.slice(1) : call, isQuiet };
  });
}
