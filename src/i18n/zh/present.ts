import type { present as en } from '../en/present.ts';

export const present: Record<keyof typeof en, string> = {
  deck: '故障牌组',
  'deck.about': '二十种故障。每张牌先提出问题；此刻做不到的，会说明原因和怎样做到。',
  'deck.amount': '数量',
  'deck.cause': '让它发生',
  'deck.look': '看点：',
  'deck.talk': '要说的：',
  'deck.hurry': '立刻到结尾',
  'deck.undo': '撤回',
};
