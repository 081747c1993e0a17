/** Tests know all texts, as commands do. */
import '../../src/i18n/all.ts';
