import type { ward as en } from '../en/ward.ts';

export const ward: Record<keyof typeof en, string> = {};
