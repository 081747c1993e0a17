import type { tutor as en } from '../en/tutor.ts';

export const tutor: Record<keyof typeof en, string> = {};
