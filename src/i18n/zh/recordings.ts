import type { recordings as en } from '../en/recordings.ts';

export const recordings: Record<keyof typeof en, string> = {
  'time.outside': '一次运行的时间从 0 到 {mostMs} 毫秒；{ms} 毫秒超出了范围。',
  'branch.full': '此分支已达上限，止于 {ms} 毫秒：请在更早的时刻操作，或重新开始。',
  'commands.tooMany': '一个分支最多有 {most} 条命令。',
  'branches.tooMany': '已有 {most} 个分支：请先删去一个。',
  'bookmarks.tooMany': '一个分支最多有 {most} 个书签。',
  refused: '无法这样做：{what}',
  'file.tooLarge': '该录制文件有 {bytes} 字节；最多接受 {most} 字节。',
  'file.notJson': '该录制文件不是 JSON：第 {at} 个字符不合语法。',
  'file.notJsonAnywhere': '该录制文件不是 JSON。',
  'file.missing': '该录制文件缺少 {where}。',
  'file.wrong': '录制文件的 {where} 必须是 {expected}。',
  'file.version': '该录制文件的版本是 {version}；只支持版本 1。',
  'scenario.unknown': '没有名为“{name}”的内置场景；现有：{names}。',
  'scenario.zooCfg': '场景中的 zoo.cfg：{what}',
  'line.wrong': '录制文件的 {where}，第 {column} 列：{what}',
  'line.noTime': '录制文件的 {where} 没有时间：请写成“@12841.203 crash 3”的形式。',
  'line.notCommand': '录制文件的 {where} 不是命令，而是“{word}”。',
  'line.early': '录制文件的 {where} 早于它的上一行。',
  'link.wrong': '链接已损坏：第 {at} 个字符不属于链接。',
};
