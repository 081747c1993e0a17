import type { rules as en } from '../en/rules.ts';

export const rules: Record<keyof typeof en, string> = {};
