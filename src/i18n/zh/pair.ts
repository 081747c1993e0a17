import type { pair as en } from '../en/pair.ts';

/** ZAB 与 Raft 并排的页面；随该页面载入。 */
export const pair: Record<keyof typeof en, string> = {
  'foreign.message': '{word} 是只有另一个协议才有的消息；两边都懂的词是 {neutral}。',
  'foreign.ask': '{word} 是 zkCli 的命令；两边都懂的词：{neutral}。',
  'unmodelled.zab': '{what}：ZooKeeper 没有对应物。这一边什么也不发生。',
  'unmodelled.raft': '{what}：这一边没有模拟。这一边什么也不发生。',
  none: '{word}：etcd 的键没有对应物，这一边什么也不发生；两边都懂的词：put、get、del。',
  'none.ephemeral':
    'create -e：没有对应物。etcd 的键没有主人；它可以挂在租约上（lease grant），谁续约都行。两边都懂的词：put、lock。',
  'none.sequential':
    'create -s：没有对应物。etcd 不给键编号；每个键都带着创建它的 revision。两边都懂的词：put、lock。',
  'none.watch':
    '{word}：没有两边通用的词。etcd 自己的是 watch KEY：一直有效，带着值，还能从旧的 revision 看起。这一边什么也不发生。',
  'ctl.lease':
    'lease：没有对应物。在 ZooKeeper，随客户端一起消失的东西挂在会话上（create -e）。两边都懂的词：lock。',
  'ctl.watch':
    'watch：没有两边通用的词。ZooKeeper 自己的是 get -w：只触发一次，不带值。这一边什么也不发生。',
  'ctl.txn': 'txn：zkCli 没有对应物；相近的 multi 只有客户端库才有。这一边什么也不发生。',
  'ctl.form':
    '{word}：这样写是 etcdctl 的。两边都懂的写法：put KEY VALUE、get KEY、get KEY --local、del KEY、lock NAME、elect NAME、unlock。',
  recipe:
    '{word}：这是 ZooKeeper 客户端的配方；etcd 的有两个，两边都懂的写法：a: lock NAME、a: elect NAME、a: unlock。这一边什么也不发生。',
  'observer.zab':
    '{word}：谁是 observer 由 zoo.cfg 决定，运行开始时就定了：请选“带一个 observer 和一个 learner”。这一边什么也不发生。',
  'observer.raft':
    '{word}：etcd 的对应物是 learner，升级之前没有投票权。成员变更没有模拟：请选“带一个 observer 和一个 learner”。这一边什么也不发生。',
  'lead.zab': 'lead：ZooKeeper 没有对应物。谁领导只由选举决定；这一边什么也不发生。',
  'lead.raft': 'lead：没有领导者，也就没有人可以交出领导权。这一边什么也不发生。',
  rides: '{word}：这一边没有只做这件事的消息；提交到哪里，由 ENTRY 和 BEAT 顺带告知。',
  drive: '这里“run 2500”和“run until leader”能让时间流逝；其余用按钮。',
  never: '{sides}：一分钟之内等不到。什么也不发生。',
  title: '同一场灾难，两遍：ZAB 与 Raft 并排',
  back: '回到舞台',
  language: '语言',
  theme: '配色',
  stories: '成对的场景',
  variations: '这个场景的变体',
  'table.broken': '被破坏的不变式',
  'side.zab': 'ZAB',
  'invariants.ok': '两侧共 {n} 条不变式成立',
  'bar.about': '标记与色带：ZAB 一侧',
  'side.raft': 'Raft',
  'side.zab.what': 'ZooKeeper 的服务器与客户端',
  'side.raft.what': 'etcd 3.4 的成员与客户端',
  free: '自由操作',
  'free.text':
    '一行命令同时给两边：crash 3、start 3、isolate 1、partition 1 2 | 3、heal、freeze 3、disk 3 4000、hold ENTRY 3 -> 1、lead 2、run until leader。两边的客户端：client a connect 1、a: put k v、a: get k、a: get k --local、a: del k、a: lock l、a: elect e、a: unlock；只有 etcd 的客户端懂：a: lease grant 5、a: watch k。两个舞台上的菜单说的也是这样的命令。',
  'free.voteless': '带一个 observer 和一个 learner',
  play: '播放',
  pause: '暂停',
  'step.on': '到下一个事件',
  'step.back': '到上一个事件',
  'tempo.auto': '自动',
  line: '给两边的一行命令',
  give: '执行',
  lines: '给两边的命令',
  table: '两边各自的结果',
  'table.newLeader': '新领导者',
  'table.leader': '服务器 {server}，编号 {term}：在“{line}”之后 {after}。',
  'table.sameLeader': '没有变化',
  'table.noLeader': '还没有',
  'table.leaderless': '没有已确立的领导者',
  'table.entries': '客户端的条目',
  'table.committed': '{n} 个已提交',
  'table.open': '{names} 还在某个磁盘上，未定',
  'table.gone': '{names} 已消失',
  'table.messages': '服务器之间的消息',
  'table.messagesAnd': '{messages} 条，另有 {beats} 条心跳',
  'table.fsyncs': 'fsync 次数',
  'table.exits': '自行退出的进程',
  'table.notAsked': '没有请求',
  'read.local': '服务器 {server} 就手头所有作答（本地）',
  'read.linearizable': '服务器 {server} 得到多数确认后作答（线性一致）',
  'read.event.by': '作答的是服务器 {server}。',
  'read.event.local': '服务器 {server} 就手头所有作答（本地）。',
  'read.event.linearizable': '先得到多数确认（线性一致）。',
  'read.nobody': '没有服务器作答',
  'table.waits': '等待中……',
  limits: '两边的每一步都由各自协议的不变式检查。',
  share: '分享',
  log: '{side}：哪个服务器有哪个条目',
  panels: '两边的结果',
  'panel.table': '表格',
  'panel.log': '日志',
  'panel.deck': '故障',
  deck: '给两边的故障',
  'deck.about': '按一个数字键，两边同时发生。',
  'deck.undo': '撤回：{name}',
  'deck.way': '到那里的路',
  'deck.prepare': '到那里去',
  'deck.noLeader': 'Raft 一组此刻没有领导者。',
  'deck.leaders':
    '左边由服务器 {zab} 领导，右边由服务器 {raft} 领导：一行命令打不中两个。可以请 etcd 的领导者交出领导权。',
  'deck.watch':
    '没有两边通用的词：ZooKeeper 的 watch 只触发一次、不带值，etcd 的从某个 revision 起一直有效。',
  'deck.newLeader':
    'Raft 没有对应物：新领导者开始之前不必把任何人带到自己的日志，也就没有什么可以扣住。',
  'deck.commit': 'Raft 没有对应物：提交到哪里由 ENTRY 和 BEAT 顺带告知，没有只做这件事的消息。',
  'deck.herd': 'etcd 没有对应物：它的两个配方都不会唤醒所有人。',
  'deck.writeLock': 'etcd 没有对应物：它客户端的锁不分读者。',
  'deck.load': 'Raft 一边没有模拟洪流。',
  'kept.length': '{n} 个字符。它通向这一刻，静止不动。',
  'kept.late': '这么晚的时刻不能保存：打开的人会等太久。请回到 304 秒之前。',
  'kept.open': '打开文件……',
  'kept.none': '这不是两组并排的某一刻。',
  'kept.version': '这一刻是第 {version} 版写下的，本页不认识：请刷新页面，换成更新的版本。',
  'kept.part': '这不是两组并排的某一刻：“{where}”不对。',
  'kept.line': '保存的第 {n} 行无法执行：什么也没有打开。',
  right: '正如你所料。',
  wrong: '与你所料不同：“{guess}”。',
  why: '为什么：',
  'story.away.name': '离开过的那一个',
  'story.away.ask': '服务器 1 被隔离十二秒后回来。谁会察觉？',
  'story.away.guess.1': '两边都没有人',
  'story.away.guess.2': '只有 Raft 一组：它失去领导者',
  'story.away.guess.3': '两边都失去领导者',
  'story.away.zab':
    '1 一直处于 LOOKING，没有得到新的 epoch。回来时它得知 3 是领导者，通过 DIFF 加入。',
  'story.away.raft':
    '1 一次又一次竞选，任期不断增大。它回来后，较大的任期使领导者退位：1.2 到 2 秒内没有领导者，这期间的写入失败。',
  'story.away.why':
    '任期是任何成员都能单独提出的主张；epoch 首先需要多数派。（有了 pre-vote，即 etcd 3.5 起的默认设置，Raft 一组也会保持平静。）',
  'story.calm.name': '加上 pre-vote',
  'story.calm.ask':
    '服务器 1 再次被隔离后回来；Raft 的成员在开始任期之前先询问（pre-vote，etcd 3.5 起的默认设置）。现在谁会察觉？',
  'story.calm.guess.1': '两边都没有人',
  'story.calm.guess.2': '只有 Raft 一组：它失去领导者',
  'story.calm.guess.3': '两边都失去领导者',
  'story.calm.zab': '与之前一样：ZAB 没有这样的设置，也不需要。',
  'story.calm.raft':
    '1 一次又一次询问自己能否获胜，听不到任何人，任期保持不变。回来后它跟随 3，写入立刻得到答复。',
  'story.calm.why': '先询问的成员不打扰任何人：只有多数派愿意投它时任期才增大，正如 epoch 一样。',
  'story.disk.name': '领导者的磁盘停住了',
  'story.disk.ask': '领导者 3 的每次 fsync 要四秒。a 的写入多久得到答复？',
  'story.disk.guess.1': '两边都要四秒',
  'story.disk.guess.2': 'ZAB：几毫秒；Raft：一两秒',
  'story.disk.guess.3': '两边都只要几毫秒',
  'story.disk.zab': '1 和 2 已写入磁盘，三个中的两个就是多数派：不需要领导者自己的磁盘就提交了。',
  'story.disk.raft':
    '1 和 2 已写入磁盘，但领导者的循环停在自己的 fsync 上：它什么也发不出去，连心跳也没有。2 成为领导者，它的空条目提交了这次写入。',
  'story.disk.why':
    '在 etcd 中，领导者自己的 fsync 是每一批的一部分，磁盘停住，领导者的时钟也就停住；在 ZAB 中，领导者的磁盘只是其中一票。',
  'story.half.name': '只说了一半',
  'story.half.ask': '领导者 5 只把最后一次写入告诉了服务器 1 就死了。这次写入会怎样？',
  'story.half.guess.1': '两边都丢失',
  'story.half.guess.2': '两边都提交',
  'story.half.guess.3': 'ZAB：提交；Raft：看运气',
  'story.half.zab': '四个之中 1 的 zxid 最大，它获胜，并让其他服务器与它的日志一致：尾部被提交。',
  'story.half.raft':
    '这里 2、3 或 4 靠彼此的选票获胜，尾部被覆盖。换一个种子，1 获胜，尾部被提交。',
  'story.half.why':
    'ZAB 选出它所见到的最好的日志；Raft 选出最先来要票、且对多数派来说足够新的成员。两边都对：a 没有得到任何答复，所以没有人承诺过什么。',
  'story.read.name': '谁可以答复读请求？',
  'story.read.ask': '领导者 3 与客户端 a 一起被隔离。a 的 get k 得到什么答复？',
  'story.read.guess.1': 'ZAB 立刻答复；etcd 不答复',
  'story.read.guess.2': '两边都立刻答复',
  'story.read.guess.3': '两边都不答复',
  'story.read.zab':
    '立刻得到 v0，只要 3 还以为自己是领导者：最长 syncLimit。之后它不再为任何人服务。',
  'story.read.raft':
    '没有答复：3 找不到仍然跟随它的多数派，客户端 5 秒后放弃。get --local 立刻答复 v0，在 b 写入 “new” 之后也仍然如此。',
  'story.read.why':
    '在 ZooKeeper 中每个服务器都读自己所有的；在 etcd 中，读取先用一轮心跳确认领导者，除非要求本地读取，而本地读取可能无限期地陈旧。',
  'story.stamp.name': '五个中的三个（图 8）',
  'story.stamp.ask':
    '3 当过一会儿领导者，却没能告诉任何人。现在领导者 5 把旧条目 x 送到 1 和 2，五个磁盘中有三个有它，然后没来得及再说什么就死了。3 回来，没有 x。x 会怎样？',
  'story.stamp.guess.1': '两边都留下：多数派有它',
  'story.stamp.guess.2': 'ZAB 留下它；Raft 抹掉它',
  'story.stamp.guess.3': '两边都丢失',
  'story.stamp.zab':
    '1 和 2 带着 x 确认了 NEWLEADER：5 的全部历史因此提交，两者都采用了 epoch 3。3 还在 epoch 2，无法获胜；2 领导 epoch 4，x 留下。',
  'story.stamp.raft':
    'x 属于任期 2，而 5 领导的是任期 6：数够了份数并不提交它，5 自己的条目又没有到达任何人。3 的末条目属于任期 3，比 x 新：它得到 1 和 2 的选票，它们截掉 x。',
  'story.stamp.why':
    'ZAB 在服务器接过一段历史时给服务器盖章；Raft 在条目产生时给条目盖章。所以 Raft 的领导者只能连同本任期的一个条目一起提交旧条目。',
  'story.wiped.name': '磁盘被清空',
  'story.wiped.ask': '服务器 1 带着空磁盘回来。其他服务器怎样对待它？',
  'story.wiped.guess.1': 'ZAB 接纳它；etcd 的进程退出',
  'story.wiped.guess.2': '两边都接纳它',
  'story.wiped.guess.3': '两边都不接纳它',
  'story.wiped.zab':
    '3 把整棵树发给它（SNAP），几毫秒后它就提供服务：它承诺过的都被忘记，没有人察觉。',
  'story.wiped.raft':
    '它作为已有集群的成员启动，听说了自己日志中没有的提交（“was the log lost?”），进程随即退出。（以另一种方式启动，etcd 会拒绝；这没有模拟。）',
  'story.wiped.why': '领导者知道 1 曾确认过多少。ZAB 不以此约束它；Raft 的成员自己发现了矛盾。',
  'story.orphan.name': '孤儿处的写入',
  'story.orphan.ask': '领导者 3 死去的那一刻，a 正在服务器 1 写入。它什么时候得到消息？',
  'story.orphan.guess.1': '两边都立刻',
  'story.orphan.guess.2': '两边都要等到有新领导者',
  'story.orphan.guess.3': 'ZAB：立刻；etcd：七秒之后',
  'story.orphan.zab':
    '几毫秒后得到 CONNECTIONLOSS：服务器 1 离开它的领导者，并关闭客户端的连接。0.3 秒后就有新领导者。',
  'story.orphan.raft':
    '服务器 1 把写入转给了已死的领导者，没有人重发。1 到 2 秒后有了新领导者，这次写入仍在 7 秒后失败；下一次则正常。',
  'story.orphan.why':
    '在 ZAB 中，失去连接就结束角色；在 Raft 中，沉默是唯一的检测手段，而转发出去的提案没有人负责答复。',
  'story.scanner.name': '扫描仪归谁？',
  'story.scanner.ask':
    'radiology 占着扫描仪，靠的是十秒的会话或租约，emergency 在等。radiology 所连的领导者 3 倒下。之后谁在扫描仪里？',
  'story.scanner.guess.1': '两边都是 radiology',
  'story.scanner.guess.2': '两边都是 emergency',
  'story.scanner.guess.3': 'ZAB：radiology；etcd：emergency',
  'story.scanner.zab':
    'radiology 的客户端在会话期内找到另一台服务器，新领导者给每个会话重新计满时间。它的节点还在，位置也还在。',
  'story.scanner.raft':
    'radiology 的客户端库连上另一个成员，继续续约；新领导者给每个租约重新计满时间。它的键还在。',
  'story.scanner.why':
    '锁挂在会话或租约上，不挂在所连的服务器上。两者都在日志里，每个新领导者都有。',
  'story.closed.name': '正常关闭',
  'story.closed.ask': 'radiology 占着扫描仪时，它的客户端正常关闭。emergency 什么时候能进去？',
  'story.closed.guess.1': '两边都是立刻',
  'story.closed.guess.2': 'ZAB：立刻；etcd：等租约到期',
  'story.closed.guess.3': '两边都是十秒之后',
  'story.closed.zab': '会话由一个专门的事务关闭，它的节点随之消失：emergency 立刻被唤醒。',
  'story.closed.raft': '断了一个连接，而租约不认连接：键一直在，直到十秒之内没有人续约。',
  'story.closed.why':
    '会话是某个客户端的连接；租约是一个带时限的编号，谁续都行。（离开之前撤销租约的 etcd 客户端，比如在 etcdctl 按 ^C，也一样快。）',
  'story.asleep.name': '占有者睡着了',
  'story.asleep.ask':
    'radiology 的进程停了 17 秒，而它的会话或租约只有十秒。这期间谁认为自己在扫描仪里？',
  'story.asleep.guess.1': '只有 radiology：锁在它手里',
  'story.asleep.guess.2': '只有 emergency：radiology 的时间已过',
  'story.asleep.guess.3': '两边都是：两个都这么认为',
  'story.asleep.zab':
    '十秒之后领导者关闭 radiology 的会话，emergency 的节点成了最小的。radiology 睡着，什么也没听到。',
  'story.asleep.raft':
    '十秒之后领导者撤销 radiology 的租约，emergency 的键成了最老的。radiology 睡着，什么也没听到。',
  'story.asleep.why':
    '会话和租约都拦不住睡着的进程。要求出示令牌（节点的 zxid，或创建键的 revision）的扫描仪会拒绝较旧的那个。',
  'story.slow.name': '跟随者的磁盘',
  'story.slow.ask': '这次是跟随者 1 每次 fsync 要六秒。其他服务器怎么对待它？',
  'story.slow.guess.1': 'ZAB 甩掉它；Raft 任它落后',
  'story.slow.guess.2': '两边都等它',
  'story.slow.guess.3': '两边都甩掉它',
  'story.slow.zab':
    'a 立刻得到答复。1 超过 syncLimit 没有确认任何提案，领导者 3 断开与它的连接；1 重新找领导者，等磁盘允许时再加入。',
  'story.slow.raft':
    'a 立刻得到答复。1 停在 fsync 里，落后了；领导者继续，等它再次应答时补上它缺的。',
  'story.slow.why': 'ZAB 的领导者盯着跟随者最早未确认的提案；Raft 的领导者只要多数。',
  'story.tail.name': '换一个种子',
  'story.tail.ask': '同样的事换一个种子：Raft 一边重新抽取超时。这次那个写入会怎样？',
  'story.tail.guess.1': '两边都丢失',
  'story.tail.guess.2': '两边都提交',
  'story.tail.guess.3': 'ZAB：提交；Raft：丢失',
  'story.tail.zab': '和前面一样：1 的 zxid 最大，用哪个种子都是它赢。',
  'story.tail.raft':
    '这次 1 最先竞选。其他服务器的日志更短，于是投票给它，它的空条目使尾巴提交：连着它的 a 甚至得到 OK。',
  'story.tail.why':
    'Raft 可以选出任何一个够新的，所以说了一半的写入有两种命运。ZAB 的选举只留一种。',
  'story.counted.name': '去掉这条规则',
  'story.counted.ask':
    '同样的事，但 Raft 有错：领导者数到多数就提交，不管条目属于哪个任期（commitOldTerm）。x 会怎样？',
  'story.counted.guess.1': '两边都保住：这次它提交了',
  'story.counted.guess.2': 'ZAB 保住；Raft 提交了，之后又在原位提交了别的',
  'story.counted.guess.3': '两边都丢失',
  'story.counted.zab': '和前面一样：x 保住。',
  'story.counted.raft':
    '领导者 5 数到多数有 x，就当它已提交。3 照样当选，并在 x 的位置提交自己的条目：LeaderCompleteness 与 StateMachineSafety 被破坏，表格里写着。此后也没有人真正领导：1 和 2 认为 x 已提交，凡是在它位置上的都答“已经有了”，接在 3 的条目后面的则一概拒绝。3 自己任期的条目一条也提交不了：王冠一直空心，b 的读一直等着。',
  'story.counted.why': '这条规则不是累赘：没有它，领导者会把后来被替换的当成已提交。',
  'story.joined.name': '换过领导者之后',
  'story.joined.ask':
    '服务器 1 照样被清空，但它不在时领导者 3 倒下，又选出了新的。这次其他服务器怎么对待 1？',
  'story.joined.guess.1': 'ZAB 收下它；etcd 的进程退出',
  'story.joined.guess.2': '两边都收下它',
  'story.joined.guess.3': '两边都不收',
  'story.joined.zab': '和前面一样：它得到整棵树，开始服务。',
  'story.joined.raft':
    '新领导者从没听说过 1 有多少：从零开始，全部发过去，1 默默加入。它许过的诺，在这里也被忘了。',
  'story.joined.why':
    '成员丢了磁盘，只有记得它的领导者才会发现。记忆没了，etcd 就和 ZooKeeper 一样轻信。',
};
