/** Things on the screen by name: what a question is answered by pointing at, what a step lights. */
import type { LessonThing } from './lesson.ts';

const FORMS: readonly (readonly [RegExp, (groups: readonly string[]) => LessonThing])[] = [
  [/^server (\d+)$/, ([sid = '']) => ({ type: 'server', sid: Number(sid) })],
  [/^client (\S+)$/, ([name = '']) => ({ type: 'client', name })],
  [/^znode (\/\S*)$/, ([path = '']) => ({ type: 'znode', path })],
  [/^cell (\d+) (\d+:\d+)$/, ([sid = '', zxid = '']) => ({ type: 'cell', sid: Number(sid), zxid })],
  [
    /^message ([A-Z]+) (\S+) -> (\S+)$/,
    ([message = '', from = '', to = '']) => ({ type: 'message', message, from, to }),
  ],
];

/** The thing that a text names; null: it names none. */
export function parseThing(text: string): LessonThing | null {
  for (const [form, make] of FORMS) {
    const found = form.exec(text.trim());
    if (found !== null) return make(found.slice(1));
  }
  return null;
}

/** How a thing is written in a lesson: `parseThing(printThing(x))` is `x`. */
export function printThing(thing: LessonThing): string {
  switch (thing.type) {
    case 'server':
      return `server ${thing.sid}`;
    case 'client':
      return `client ${thing.name}`;
    case 'znode':
      return `znode ${thing.path}`;
    case 'cell':
      return `cell ${thing.sid} ${thing.zxid}`;
    case 'message':
      return `message ${thing.message} ${thing.from} -> ${thing.to}`;
  }
}

/** Whether two things are the same one. */
export function sameThing(a: LessonThing, b: LessonThing): boolean {
  return printThing(a) === printThing(b);
}
