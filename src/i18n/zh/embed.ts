import type { embed as en } from '../en/embed.ts';

export const embed: Record<keyof typeof en, string> = {
  do: '把此刻放进你自己的网页……',
  'do.find': '嵌入 网页 网站 课程 iframe',
  title: '放进你自己的网页',
  about:
    '下面看到的就是网页里的样子。外面的网页可以用 postMessage 播放、操作和监听：{ zabscope: 1, do: "play" }，或 do: "act" 加一行 line；发生的事会告诉它。',
  show: '舞台之外',
  play: '立即播放',
  theme: '颜色',
  language: '语言',
  origin: '可以和它对话的网页（来源）',
  preview: '预览',
  code: '要粘贴的内容',
  copy: '复制',
  copied: '已复制。',
  alone: '在单独的页面中打开此刻',
  wrong: '这条消息有不合要求之处：{where}。',
  tooFar: '跳转最多到已知运行之后 {seconds} 秒。',
};
