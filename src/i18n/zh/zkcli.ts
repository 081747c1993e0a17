import type { zkcli as en } from '../en/zkcli.ts';

export const zkcli: Record<keyof typeof en, string> = {};
