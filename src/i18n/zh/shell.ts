import type { shell as en } from '../en/shell.ts';

export const shell: Record<keyof typeof en, string> = {
  skip: '跳到舞台',
  dismiss: '知道了',
  'panel.lesson': '课程',
  'panel.inspector': '检查器',
  'panel.ward': '病区',
  'panel.timeline': '时间线',
  'panel.toggle': '显示或隐藏：{panel}',
  'panel.sheet': '课程、检查器与病区',
  'silence.of': '安静了 {seconds} 秒',
  'notice.notFetched': '页面的一部分没能取回。',
  'notice.fetchAgain': '重试',
};
