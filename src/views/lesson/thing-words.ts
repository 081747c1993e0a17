/** What can be pointed at, in words. */
import type { Translate } from '../../i18n/index.ts';
import type { LessonThing } from '../../tutor/index.ts';

export function thingWords(t: Translate, thing: LessonThing): string {
  switch (thing.type) {
    case 'server':
      return t('tutor.thing.server', { sid: thing.sid });
    case 'client':
      return t('tutor.thing.client', { name: thing.name });
    case 'znode':
      return thing.path;
    case 'cell':
      return t('tutor.thing.cell', { sid: thing.sid, zxid: thing.zxid });
    case 'message':
      return `${thing.message} ${thing.from} → ${thing.to}`;
  }
}
