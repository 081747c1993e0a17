/**
 * Both languages at once, for who has no page to show meanwhile: commands, tests, the build. To
 * import this file is enough.
 */
import { en } from './en.ts';
import { provide } from './index.ts';
import { zh } from './zh.ts';

provide('en', en);
provide('zh', zh);
