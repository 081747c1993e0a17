import type { datadir as english } from '../en/datadir.ts';

export const datadir: Record<keyof typeof english, string> = {
  'damage.magic': '{file} 不是 ZooKeeper 的文件：开头的字节不对。',
  'damage.version':
    '{file} 的格式版本为 {about}（字节 {at}）；从 3.0 到 3.9 的 ZooKeeper 都写版本 2，这里也只读版本 2。',
  'damage.torn':
    '{file} 在字节 {at} 处开始的内容中间结束（只有 {about} 字节）：一次写入被截断。在它之前的都已读出。',
  'damage.checksum':
    '{file}，字节 {at}：{about} 的记录与校验和不符。读到它的服务器会拒绝启动；这里继续读其余部分。',
  'damage.partial': '{file}，字节 {at}：记录的结束字节不对。服务器会把它当作文件末尾。',
  'damage.length': '{file}，字节 {at}：长度为 {about}，这里不可能有这样的长度。从此处起无法再读。',
  'damage.record': '{file}，字节 {at}：这里不是 3.8 版认识的事务（类型 {about}）。',
  'damage.order': '{file}，字节 {at}：{about} 没有大于它前面的 zxid。',
  'damage.afterZeros': '{file}，字节 {at}：在用来填满文件的零后面还有内容；没有服务器会读它。',
  'damage.parent': '{file}，字节 {at}：{about} 出现在它的父节点之前。',
  'damage.seal': '{file}，字节 {at}：校验和与它前面的字节不符。服务器会跳过这个快照。',
  'damage.compressed': '{file} 是压缩的（{about}），没有读；快照可读未压缩的和 gzip（.gz）的。',
  'damage.epoch': '{file} 应该是一个数，却写着“{about}”。',
  'damage.tooLarge': '{file}，字节 {at}：从这里起，只有前 {about} 个保留在内存中。',
};
