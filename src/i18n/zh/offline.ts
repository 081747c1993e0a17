import type { offline as en } from '../en/offline.ts';

export const offline: Record<keyof typeof en, string> = {
  ready: '从现在起，本页没有网络也能使用。',
  state: '本页的全部内容都保存在此浏览器中：没有网络也能使用。',
  newer: '本页有了新版本。换用新版本时，你的运行会保留。',
  elsewhere: '另一个窗口已换用本页的新版本。你的运行会保留。',
  use: '现在载入',
};
