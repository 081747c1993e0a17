/** The lesson to begin with, as the file that it is: fetched where somebody saves it. */
import en from '../../lessons/template.md?raw';
import zh from '../../lessons/template.zh.md?raw';

export const template = { en, zh } as const;
