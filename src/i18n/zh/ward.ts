import type { ward as en } from '../en/ward.ts';

export const ward: Record<keyof typeof en, string> = {
  title: '病区：服务器 {sid} 所见',
  'choose.server': '病区显示哪台服务器的数据树',
  down: '服务器 {sid} 已停机：内存中没有数据树可看。',
  noTree: '服务器 {sid} 的数据树中还没有 /medical/resources/equipment/MRI。',
  mri: 'MRI',
  free: '空闲',
  'inside.name': 'MRI 室内：{who}，号码 {ticket}',
  'inside.nobody': 'MRI 室空闲',
  unknown: '某人',
  two: '{who} 也认为轮到自己了',
  fenced: '（要求出示令牌的扫描仪会拒绝它：它的 {old} 小于已见过的 {new}）',
  queue: '排队',
  'queue.none': '无人排队',
  'queue.name': '{who} 持号码 {ticket} 排队',
  'queue.more': '还有 {n}',
  doctors: '值班',
  'doctors.none': '无人',
  lamp: '使用中',
  'lamp.off': '未使用',
  status: '状态：{status}',
};
