import type { errors as en } from '../en/errors.ts';

export const errors: Record<keyof typeof en, string> = {
  'word.unknown': '没有“{word}”这个命令。',
  'word.missing': '行末缺少一个词。',
  'word.expected': '这里应当是“{word}”。',
  'word.unfit': '“{word}”不能用在这里。',
  'word.extra': '“{word}”是多余的。',
  'word.list': '命令有：{words}；或者写客户端的名字加冒号，后接 zkCli 命令。',
  near: '是否想写“{near}”？',
  usage: '写法：{usage}',
  'line.long': '一行最多 {most} 个字符。',
  'time.bad': '“@{word}”不是时间：请写毫秒数，例如 @12841.203。',
  'sid.missing': '缺少服务器编号。',
  'sid.bad': '“{word}”不是服务器编号：编号为 1 到 {most}。',
  'client.missing': '缺少客户端的名字。',
  'name.bad':
    '“{word}”不能作客户端的名字：须以字母或汉字开头，最多 {most} 个字母、汉字、数字、- 或 _。',
  'name.reserved': '客户端不能叫“{word}”：这是一个命令。',
  'endpoint.missing': '缺少服务器编号或客户端的名字。',
  'ends.same': '{end} 不能与自己断开：请写两个不同的端点。',
  'ends.clients': '两个客户端之间没有连接：请写一台服务器。',
  'number.missing': '缺少一个数。',
  'number.bad': '“{word}”不合适：请写 {least} 到 {most} 之间的整数。',
  'millis.bad': '“{word}”不合适：请写 0 到 {most} 之间的毫秒数。',
  'message.missing': '缺少消息类型。',
  'message.unknown': '服务器之间没有“{word}”这种消息。',
  'message.list': '消息类型有：{names}',
  'until.unknown': '没有可以等待的“{word}”。',
  'recipe.missing': '缺少配方（recipe）的名字。',
  'recipe.unknown': '没有“{word}”这个配方（recipe）。',
  'path.missing': '缺少路径。',
  'path.bad': 'ZooKeeper 不接受这个路径：{line}。',
  'ask.empty': '“{client}:”之后缺少 zkCli 命令，例如：ls /',
  'zoo.long': 'zoo.cfg 最多 {most} 个字符。',
  'zoo.nonsense': '第 {line} 行：“{text}”不是一项设置；请写成 名称=值。',
  'zoo.whole': '第 {line} 行：{name} 的值是“{text}”；应为 {least} 到 {most} 之间的整数。',
  'zoo.number': '第 {line} 行：{name} 的值是“{text}”；应为一个数。',
  'zoo.sid': '第 {line} 行：“{key}”没有给出服务器：server. 后面应为 1 到 {most} 的编号。',
  'zoo.server': '第 {line} 行：“{value}”不是服务器地址；写法：{usage}。',
  'zoo.twice': '第 {line} 行：有两台服务器的编号都是 {sid}；每台服务器的编号必须不同。',
  'zoo.many': '第 {line} 行：这里一个集群最多 {most} 台服务器。',
  'zoo.electionAlg':
    '第 {line} 行：electionAlg 的值是“{value}”；现在只剩算法 3，即快速领导者选举。',
  'zoo.peerType': '第 {line} 行：peerType 的值是“{value}”；只能是 observer 或 participant。',
  'zoo.onlyObservers':
    '所有服务器都是观察者节点（Observer）；没有投票者就选不出领导者，真实的服务器会拒绝启动。',
  'zoo.loneVoter':
    '只有一个投票者，却有观察者节点（Observer）：单个投票者以单机模式运行，没有跟随者，因此真实的服务器会拒绝启动。',
  'zoo.missing': '缺少 {name}：只要有多台服务器就必须设置。',
  'zoo.sessionTimeouts': 'minSessionTimeout（{min} 毫秒）大于 maxSessionTimeout（{max} 毫秒）。',
  'zoo.notice.standalone': '单台服务器以单机模式运行：没有选举，没有 ZAB，磁盘丢失则一切丢失。',
  'zoo.notice.even':
    '{voters} 个投票者可承受 {survives} 台失效，并不比 {fewer} 个多：偶数合法，但没有好处。',
  'zoo.notice.peerType':
    'peerType=observer 属于某一台服务器自己的配置文件；在这里，server 行以 :observer 结尾的才是观察者节点（Observer）。',
  'zoo.notice.commitLogCount':
    'commitLogCount 为 {count}：真实的服务器不接受小于 {least} 的值。这里照办，以便更早看到快照同步（SNAP）。',
  'zoo.notice.firstCounter':
    '每个纪元的计数器从 {counter} 开始，而不是 0：这是本模拟器的开关，用来观察计数器回绕。',
  'zoo.notice.unmodelled': '未实现，因此在这里不起作用：{names}',
};
