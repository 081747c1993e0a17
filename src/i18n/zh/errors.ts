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
  'packet.missing': '缺少数据包：请写出它的 Base64 字节。',
  'packet.base64': '这不是 Base64。',
  'packet.unreadable': '没有服务器能读出这个数据包：它会关闭连接。',
  'sid.missing': '缺少服务器编号。',
  'sid.bad': '“{word}”不是服务器编号：编号为 0 到 {most}。',
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
  'zoo.malformed':
    '第 {line} 行：“{text}”不是一个字符；\\u 之后必须是四位十六进制数字，路径中的反斜杠要写成 \\\\ 或 /。',
  'zoo.whole':
    '第 {line} 行：{name} 的值是“{text}”；应为 {least} 到 {most} 之间的整数，后面不能有别的内容。',
  'zoo.long64': '第 {line} 行：{name} 的值是“{text}”；应为不超过 64 位的整数，后面不能有别的内容。',
  'zoo.boolean': '第 {line} 行：{name} 的值是“{text}”；只能是 true 或 false。',
  'zoo.port': '第 {line} 行：{name} 的值是 {port}；端口为 0 到 65535 之间的数。',
  'zoo.sid': '第 {line} 行：“{key}”没有给出服务器：server. 后面应为 0 到 {most} 的整数。',
  'zoo.server': '第 {line} 行：“{value}”不是服务器地址；写法：{usage}。',
  'zoo.blank': '第 {line} 行：“{value}”的端口旁有空格；真实的服务器不会忽略它，而会拒绝这个文件。',
  'zoo.several':
    '第 {line} 行：“{value}”给一台服务器写了多个地址；这要在命令行上设置 multiAddress.enabled，写在 zoo.cfg 里不起作用。',
  'zoo.samePorts': '第 {line} 行：{port} 写了两次；跟随者端口与选举端口必须不同。',
  'zoo.twice':
    '第 {line} 行：有两台服务器的编号都是 {sid}（第一台在第 {before} 行）；每台服务器的编号必须不同。',
  'zoo.many': '第 {line} 行：这里一个集群最多 {most} 台服务器。',
  'zoo.electionAlg':
    '第 {line} 行：electionAlg 的值是“{value}”；现在只剩算法 3，即快速领导者选举。',
  'zoo.peerType': '第 {line} 行：peerType 的值是“{value}”；只能是 observer 或 participant。',
  'zoo.dynamic':
    '第 {line} 行：服务器写在另一个文件 {file} 里：请把两个文件一起拖到这里，或用它的内容替换这一行。',
  'zoo.dynamicHere': '第 {line} 行：{key} 必须写在 dynamicConfigFile 所指的文件里，而不是这里。',
  'zoo.dynamicKey':
    '动态文件第 {line} 行：“{key}”不属于那里；那里的行以 server.、group 或 weight 开头。',
  'zoo.filesDiffer': '{other} 中 {key} 的值不同；这里所有服务器共用一份配置，请让各文件一致。',
  'zoo.serversDiffer': '{other} 列出的服务器不同。',
  'zoo.needs': '第 {line} 行：{name} 为 true，而 {other} 不是；前者需要后者。',
  'zoo.dataDir': '缺少 dataDir：没有它，服务器无法启动。',
  'zoo.path': '第 {line} 行：{name} 的值是“{text}”；真实的服务器不接受这么短的路径，/ 除外。',
  'zoo.addressAlone': '第 {line} 行：设置了 {name}，却没有设置 {other}。',
  'zoo.sslScheme': '第 {line} 行：ssl.authProvider 的值是“{scheme}”，却没有相应的 {provider}。',
  'zoo.metrics': '第 {line} 行：ZooKeeper 没有名为“{name}”的指标提供者。',
  'zoo.version': '第 {line} 行：version 的值是“{text}”；应为十六进制数。',
  'zoo.notPositive': '第 {line} 行：{name} 的值是 {value}；至少应为 1。',
  'zoo.group':
    '第 {line} 行：“{text}”没有给出分组：凡以 group 或 weight 开头的名称都属于分组，写法如 group.1=1:2:3 或 weight.1=2。',
  'zoo.inGroups': '第 {line} 行：服务器 {sid} 在多个分组里。',
  'zoo.noGroup':
    '第 {line} 行：一旦有分组，每个投票者都必须在某个分组里，而服务器 {sid} 不在任何分组里。',
  'zoo.noVoterInGroup': '第 {line} 行：{sid} 在分组里，但不是投票者。',
  'zoo.noVoter':
    '第 {line} 行：standaloneEnabled 为 false，却没有投票者：选不出领导者，真实的服务器会拒绝启动。',
  'zoo.onlyObservers':
    '所有服务器都是观察者节点（Observer）；没有投票者就选不出领导者，真实的服务器会拒绝启动。',
  'zoo.loneVoter':
    '只有一个投票者，却有观察者节点（Observer）：单个投票者以单机模式运行，没有跟随者，因此真实的服务器会拒绝启动。',
  'zoo.portsDiffer':
    '第 {line} 行：服务器 {sid} 的客户端地址是 {there}，而 clientPort 是 {here}：两者必须一致。',
  'zoo.missing': '缺少 {name}：只要有多台服务器就必须设置。',
  'zoo.sessionTimeouts':
    '第 {line} 行：minSessionTimeout（{min} 毫秒）大于 maxSessionTimeout（{max} 毫秒）。',
  'zoo.pace':
    '第 {line} 行：选举超时 {wait} 毫秒不足 {beat} 毫秒心跳间隔的五倍，etcd 不会这样启动。',
  'zoo.notice.standalone': '单台服务器以单机模式运行：没有选举，没有 ZAB，磁盘丢失则一切丢失。',
  'zoo.notice.even':
    '{voters} 个投票者可承受 {survives} 台失效，并不比 {fewer} 个多：偶数合法，但没有好处。',
  'zoo.notice.peerType':
    'peerType=observer 属于某一台服务器自己的配置文件；在这里，server 行以 :observer 结尾的才是观察者节点（Observer）。',
  'zoo.notice.byteOrderMark':
    '文件以字节顺序标记（BOM）开头，Java 把它当作第一个名称的一部分：{name} 不起作用。',
  'zoo.notice.noClientPort':
    '没有设置 clientPort：客户端无法连接这样的服务器。这里仍可连接，端口为 2181。',
  'zoo.notice.leaderServes': 'leaderServes=no：领导者会断开客户端的连接。',
  'zoo.notice.readOnlyMode':
    'readonlymode.enabled 在这里生效；真实的服务器只从命令行读取它：-Dreadonlymode.enabled=true。',
  'zoo.notice.readOnlyAlone':
    '没有 localSessionsEnabled=true 时，只读的服务器不给任何人新会话：它回答 NOTREADONLY。',
  'zoo.notice.noWait': '{name} 是负数：任何回答都来得太晚，谁也不能长久领导。',
  'zoo.notice.nonsense':
    '{name} 的值是“{text}”，不是数：真实的服务器会写入日志并采用 {value}，这里也是如此。',
  'zoo.notice.wouldNotStart':
    '{name} 的值是“{text}”，不是数：真实的服务器会读取文件，然后启动失败。这里采用 {value}。',
  'zoo.notice.sidTooLarge':
    '启用 extendedTypesEnabled 时，编号大于 254 的服务器不能领导：只要它一直赢得选举，就没有服务（{sids}）。',
  'zoo.notice.snapCount': 'snapCount 为 {count}：真实的服务器会改用 {least}。',
  'zoo.notice.commitLogCount':
    'commitLogCount 为 {count}：真实的服务器不接受小于 {least} 的值。这里照办，以便更早看到快照同步（SNAP）。',
  'zoo.notice.snapshotSizeFactor':
    'snapshotSizeFactor 为 {factor}：真实的服务器不接受大于 1 的值，而改用 0.33。这里照办，以便更早看到从磁盘发出的 DIFF。',
  'zoo.notice.clock': '服务器的时钟从 {date} 开始：这是本模拟器的开关；不设置则从 1970 年开始。',
  'zoo.notice.firstCounter':
    '每个纪元的计数器从 {counter} 开始，而不是 0：这是本模拟器的开关，用来观察计数器回绕。',
  'zoo.notice.firstVersion':
    '节点的版本号从 {version} 开始，而不是 0：这是本模拟器的开关，用来观察从 2147483647 到 -2147483648 的一步。',
  'zoo.notice.firstSequence':
    '顺序节点的编号从 {sequence} 开始，而不是 0：这是本模拟器的开关，用来观察编号在 2147483647 处用尽。',
  'zoo.notice.election':
    'etcd 的领导者每 {beat} 毫秒报一次平安，其他成员至少等 {wait} 毫秒：这是本模拟器的开关；真实的要在命令行上设置。',
  'zoo.notice.backendQuota':
    'etcd 成员的数据库超过 {bytes} 字节时发出警报：这是本模拟器的开关；真实的要在命令行上设置。',
  'zoo.notice.maxBuffer':
    '服务器和客户端的 jute.maxbuffer 为 {bytes} 字节：这是本模拟器的开关；真实的要在命令行上设置。',
  'zoo.notice.unmodelled': '未实现，因此在这里不起作用：{names}',
  'zoo.notice.prefixed':
    '不起作用（在真实的服务器上也一样，因为它自己会在每个名称前加 zookeeper.）：{names}',
  'zoo.notice.unknown':
    '不起作用（在真实的服务器上也一样，因为 ZooKeeper 3.8.0 不从 zoo.cfg 读取这样的设置）：{names}',
};
