import type { rules as en } from '../en/rules.ts';
import { faultRules } from './faults.ts';
import { recipeRules } from './recipe-rules.ts';

export const rules: Record<keyof typeof en, string> = {
  'looking.start':
    '没有领导者的服务器开始第 {round} 轮选举：先投自己一票，并告诉每个投票者（FastLeaderElection.lookForLeader）。',
  'vote.initial':
    '新一轮开始时，服务器先投服务器 {leader}，依据自己磁盘上的内容：纪元 {peerEpoch}、zxid {zxid}（FastLeaderElection）。',
  'vote.better':
    '服务器 {from} 投给服务器 {leader} 的票（纪元 {peerEpoch}、zxid {zxid}）胜过投给服务器 {oldLeader} 的票：先比纪元，再比 zxid，最后比编号（totalOrderPredicate）。',
  'vote.better.epoch':
    '服务器 {leader} 经历过纪元 {peerEpoch}，比服务器 {oldLeader} 的新：先比纪元，大者胜，还轮不到比 zxid（totalOrderPredicate；由服务器 {from} 告知，zxid {zxid}）。',
  'vote.better.zxid':
    '纪元相同（{peerEpoch}），而服务器 {leader} 的最后 zxid {zxid} 大于服务器 {oldLeader} 的：日志更新者胜（totalOrderPredicate；由服务器 {from} 告知）。',
  'vote.better.sid':
    '纪元（{peerEpoch}）和 zxid（{zxid}）都相同，于是编号大者胜：服务器 {leader}，而不是服务器 {oldLeader}（totalOrderPredicate；由服务器 {from} 告知）。',
  'vote.newerRound':
    '服务器 {from} 已在第 {round} 轮：旧轮次的选票全部作废，重新计票（logicalclock）。',
  'elected.quorum':
    '{of} 个投票者中服务器 {supporters} 都选服务器 {leader}（纪元 {peerEpoch}、zxid {zxid}），而且 {waitMs} 毫秒内没有更好的票（finalizeWait）。',
  'elected.joined':
    '已经有领导者了：服务器 {leader} 自己这样说，服务器 {supporters} 又构成法定人数，迟到者直接加入（checkLeader，第 {round} 轮）。',
  'leader.lost':
    '与领导者（服务器 {leader}）的连接断了：没有领导者的跟随者停止服务，重新寻找（Follower.followLeader）。',
  'leader.silent':
    '已有 {ms} 毫秒没有收到领导者（服务器 {leader}）的消息，超过限度（initLimit 或 syncLimit 个 tick）：当它已死，尽管它可能只是慢。',
  'leader.refusedOlderEpoch':
    '领导者提出纪元 {epoch}，但本机已承诺纪元 {accepted}：绝不跟随更旧纪元的领导者（Learner.registerWithLeader）。',
  'leader.unreachable':
    '服务器 {leader} 当选了，但 {attempts} 次连接都失败：回到选举（Learner.connectToLeader）。',
  'quorum.lost':
    'syncLimit 个 tick 内，连领导者自己在内只有服务器 {synced} 有消息，而需要 {needed} 台：失去法定人数的领导者退位（Leader.lead）。',
  'quorum.timeout':
    '在{phase}阶段，{waitMs} 毫秒（initLimit 个 tick）已过；只有服务器 {have}，而需要 {needed} 台：当选还不等于成为领导者。',
  'leader.sidTooLarge':
    '启用 TTL 节点（extendedTypesEnabled）时，领导者的编号最大为 {most}：服务器 {sid} 在会话跟踪器启动时抛出异常，并放弃角色（EphemeralType.validateServerId）。',
  'counter.rollover':
    '纪元 {epoch} 的计数器（32 位）已用完：领导者退位，新纪元从计数器 0 开始（ZOOKEEPER-1277）。',
  'epoch.decided':
    '服务器 {reported} 构成法定人数，它们接受过的最高纪元是 {highest}：新纪元再加一，即 {epoch}（Leader.getEpochToPropose）。',
  'epoch.accepted':
    '对纪元 {epoch} 的承诺（之前为 {before}）先写入磁盘，服务器才回答：此后不再跟随更旧纪元的领导者（acceptedEpoch）。',
  'epoch.adoptedLeader':
    '服务器 {acks} 已确认纪元 {epoch}：法定人数不会再跟随更旧的领导者，于是领导者把它作为当前纪元（Leader.waitForEpochAck）。',
  'epoch.adoptedLearner':
    '领导者的全部历史都已在本机磁盘上：到这时服务器才可以说自己属于纪元 {epoch}（NEWLEADER，currentEpoch）。',
  'epoch.ackRefused':
    '学习者 {learner} 带来纪元 {theirEpoch}、zxid {theirZxid}，比领导者自己的 {ownEpoch}、{ownZxid} 更新：领导者绝不覆盖比自己新的历史，断开它（isMoreRecentThan）。',
  'sync.same':
    '服务器 {learner} 与领导者止于同处（{peer}）：空的差异同步，无须发送（LearnerHandler.syncFollower）。',
  'sync.trunc':
    '服务器 {learner} 有 {peer}，超出领导者最后提交的 {max}：领导者不知道的就不曾发生，要截断（TRUNC）。',
  'sync.diffMemory':
    '服务器 {learner} 的 {peer} 在领导者内存范围内（{min} 到 {max}）：缺少的部分用差异同步（DIFF）发送，共 {count} 个事务（committedLog）。',
  'sync.diffDisk':
    '服务器 {learner} 的 {peer} 比领导者内存中保留的（从 {min} 起）更旧，但磁盘日志里还有：{count} 个事务用差异同步（DIFF）发送（snapshotSizeFactor）。',
  'sync.snapCrossEpoch':
    '服务器 {learner} 止于 {peer}，领导者的历史里没有它，而且之后已开始新的纪元：截断不能向上跨纪元，于是发送整棵树（SNAP）。',
  'sync.snapNoLog':
    '服务器 {learner} 的 {peer} 太旧：领导者的内存从 {min} 开始，磁盘日志也无法以小于快照的代价补上，于是发送整棵树（SNAP）。',
  'sync.snapOther':
    '从服务器 {learner} 的 {peer} 到领导者的 {last}，差异和截断都行不通：发送整棵树（SNAP）。',
  'sync.truncHole':
    '服务器 {learner} 的 {peer} 落在领导者历史的空洞里：先截断到 {to}，再发送其余部分（queueCommittedProposals）。',
  'trunc.cut':
    '领导者（服务器 {leader}）止于 {zxid}：其后的 {removed} 个事务从未提交，从日志中截去（ZKDatabase.truncateLog）。',
  'newleader.saving': '只有当 NEWLEADER 之前的{what}已落盘，才可以确认 NEWLEADER。',
  'established.quorum':
    '{of} 个投票者中服务器 {acks} 都已把领导者的全部历史落盘：从此它领导纪元 {epoch}，直到 {lastZxid} 的一切都算已提交，不论之前是否提交过（Leader.processAck）。',
  uptodate:
    '领导者（服务器 {leader}）发出 UPTODATE：法定人数已有这段历史，学习者可以为客户端服务了。',
  'commit.quorum':
    '{zxid} 已在服务器 {on} 的磁盘上：{of} 个投票者中有 {needed} 个就够，领导者自己的磁盘也算一票（Leader.tryToCommit）。',
  'message.notAccepted': '处于 {state} 的服务器用不上 {type}：忽略它，但让人看见。',
  'sync.commitOfNothing':
    'COMMIT {zxid} 在 NEWLEADER 与 UPTODATE 之间到达，而查找其提案的列表已被 NEWLEADER 清空：异常使角色结束。',
  'sync.tooLong':
    '服务器 {from} 发来 {zxid}，即关闭一个会话，而其临时节点的路径总长超过一次能读的长度（jute.maxbuffer 的两倍）。“Unreasonable length”：异常使角色结束（BinaryInputArchive.checkLength）。',
  'sync.unreadable':
    '服务器 {from} 发来 {zxid}，一个单独的 check。没有服务器能读出这样的事务：异常使角色结束，下一次尝试也一样。',
  'message.stale': '这个 {type} 属于已经结束的事，不产生任何作用。',
  'follower.slow':
    '{zxid} 在 {ms} 毫秒前发给服务器 {learner}，至今没有确认，尽管它回应 PING：领导者断开它，免得一块慢磁盘一直落后（SyncLimitCheck，syncLimit）。',
  'follower.behind':
    '服务器 {learner} 已有 {ms} 毫秒没有消息，超过限度：领导者读超时，断开它（LearnerHandler，syncLimit）。',
  'exit.commitMismatch':
    '收到 COMMIT {zxid}，但下一个应是 {expected}：本机的历史已不可信，进程退出（退出码 12）。',
  'exit.cannotTruncate':
    '日志无法截断到 {zxid}：进程宁可退出，也不保留不曾发生的内容（退出码 13）。',
  'disk.refusesStart':
    '磁盘上 acceptedEpoch 为 {accepted}、currentEpoch 为 {current}、最后 zxid 为 {last}；前者必须不小于后者的纪元，因此服务器拒绝启动（QuorumPeer.loadDataBase）。',
  'disk.tooLong':
    '日志里有 {zxid}，即关闭一个临时节点多得无法一次读入的会话，谁也读不回来：“Unable to load database on disk”，每次尝试都如此（QuorumPeer.loadDataBase）。',
  'disk.unreadable':
    '日志里有 {zxid}，一个单独的 check，谁也读不回来：“Unable to load database on disk”，每次尝试都如此（QuorumPeer.loadDataBase）。',
  'client.seenNewer':
    '{client} 已看到 {seen}，而本机只到 {last}：拒绝它，使任何人都不会读到更旧的状态（ZooKeeperServer.processConnectRequest）。',
  'readOnly.began':
    '服务器 {server} 一直没有找到领导者：在有领导者之前，它为接受其最后所知状态（{last}）的读者提供只读服务（readonlymode.enabled）。',
  'readOnly.ended':
    '选举结束：服务器 {server} 关闭读者的连接，重新成为集群的一员后才再为客户端服务（ReadOnlyZooKeeperServer.shutdown）。',
  'client.notReadOnly':
    '这台服务器只读，而 {client} 没有表示接受只读：拒绝连接（ZooKeeperServer.processConnectRequest）。',
  'client.globalSession':
    '{client} 带来的是整个集群的会话，而这里无法判断它是否仍然存活：拒绝连接（ReadOnlyZooKeeperServer.validateSession）。',
  'lock.begin': '想要锁的客户端在 {path} 下创建一个临时顺序节点：其编号就是排队的位置。',
  'lock.waits':
    '{own} 不在队首；它只监视紧挨在前面的 {before}，这样释放时只唤醒一个客户端，不会出现羊群效应。',
  'lock.granted':
    '{own} 在队首：谁在队首，谁就持有锁。它的防护令牌是 {token}，即节点的创建时刻：记住最大令牌的资源可以拒绝更早的持有者。',
  'lock.again': '{own} 前面的节点消失了；{own} 是否已在队首还不确定，所以重新读取队列。',
  'lock.released': '删除 {own}，锁即归还。',
  'lock.lost': '会话已过期，{own} 也随之消失：无论客户端怎么以为，锁已经没有了。',
  'lock.unsure': '连接断开：{own} 可能还在，也可能已消失，客户端在弄清之前必须停止以持有者自居。',
  'lock.found': '创建请求的回答丢失了，但节点确实存在：凭 guid 认出 {own}，不再创建第二个。',
  'lock.failed': '配方无法在 {path} 继续：服务器回答 {code}。',
  'leader-election.begin': '参选的客户端在 {path} 下创建一个临时顺序节点：其编号就是排队的位置。',
  'leader-election.waits':
    '{own} 不是第一个；它只监视 {before}，这样领导者离开时只唤醒一个继任者，不会出现羊群效应。',
  'leader-election.granted':
    '{own} 在队首：谁在队首，谁就是领导者。它的防护令牌是 {token}，即节点的创建时刻：记住最大令牌的资源可以拒绝更早的持有者。',
  'leader-election.again': '{own} 前面的节点消失了；{own} 是否已在队首还不确定，所以重新读取队列。',
  'leader-election.released': '删除 {own}，即放弃领导权。',
  'leader-election.lost': '会话已过期，{own} 也随之消失：无论客户端怎么以为，领导权已经没有了。',
  'leader-election.unsure':
    '连接断开：{own} 可能还在，也可能已消失，客户端在弄清之前不得以领导者自居。',
  'leader-election.found':
    '创建请求的回答丢失了，但节点确实存在：凭 guid 认出 {own}，不再创建第二个。',
  'leader-election.failed': '配方无法在 {path} 继续：服务器回答 {code}。',
  ...faultRules,
  ...recipeRules,
  'refused.serverDown': '服务器 {server} 本来就没有运行。',
  'refused.serverUp': '服务器 {server} 本来就在运行。',
  'refused.frozen': '服务器 {server} 已冻结：请先恢复它。',
  'refused.notFrozen': '服务器 {server} 没有被冻结。',
  'refused.unknownServer': '这个集群里没有服务器 {server}。',
  'refused.unknownClient': '没有叫 {client} 的客户端。',
  'refused.noConnection': '{a} 与 {b} 之间没有连接。',
  'refused.inStream':
    '{message} 走的是数据流（TCP）：中间不会丢，也不会重复；只有选举通知是一条一条发的。',
  'refused.notOnItsWay': '从 {from} 到 {to} 的途中没有 {message}。',
  'refused.mustBeDown': '服务器 {server} 正在运行：只有停机后才能拿走它的磁盘。',
  'refused.noServers': '没有写明服务器。',
  'refused.unknownRecipe': '没有叫 {recipe} 的配方（recipe）。',
  'refused.noRecipe': '{client} 没有在执行配方（recipe）。',
  'refused.nameTaken': '名字 {client} 已被占用。',
  'refused.clientFrozen': '{client} 已冻结：请先恢复它。',
  'event.serverStarted':
    '服务器启动时只有磁盘上的内容：纪元、日志和快照保留，内存中的一切都丢失（QuorumPeer.loadDataBase）。',
  'event.connectionOpened': '新连接就是新的数据流：旧连接上的东西不会在这里送达。',
  'event.connectionBroken.closed':
    '{From} 有序地关闭了连接：它先前发出的都已到达，发给它而还在途中的丢失。',
  'event.connectionBroken.gaveUp':
    '{From} 放弃了连接：它太久没有收到 {to} 的消息，或者已与它无关。途中的消息全部丢失。',
  'event.connectionBroken.died':
    '{From} 的进程结束了：机器立即重置它的连接，途中的消息全部丢失；{to} 要过一个网络延迟才知道。',
  'event.connectionBroken.power':
    '{From} 断过电，对这条连接已一无所知；途中的消息全部丢失，当时没有通知任何人。',
  'event.connectionBroken.hand':
    '有人手动断开了它：连接只有在结束时才会丢失途中的消息，而且是全部丢失。',
  'event.connectionBroken.anew':
    '{from} 与 {to} 之间有了同一种的新连接，旧的连同途中的消息一并放弃。',
  'event.proposed':
    '领导者给每个写请求分配下一个 zxid，并在自己落盘之前就发给所有跟随者；顺序在此决定（Leader.propose）。',
  'event.logged': '只有落盘（fsync）的内容才能熬过崩溃；到这时才可以确认（SyncRequestProcessor）。',
  'event.snapshotInstalled': '领导者的整棵树现已在本机磁盘上，替换原有内容。',
  'event.snapshotTaken': '有了快照，重启时不必重放它之前的一切；它之后的日志仍然需要。',
  'event.applied':
    '已提交的事务在每台服务器上按 zxid 顺序改变树；各服务器的时刻并不相同（FinalRequestProcessor）。',
  'event.serving': '服务器只有属于拥有已确立领导者的集群时，才为客户端服务。',
  'event.stoppedServing': '无法确信领导者的服务器会关闭客户端的连接：宁可不答，也不答错。',
  'event.sessionCreated':
    '会话的建立也是一个事务：法定人数都知道它，因此它能熬过建立它的那台服务器。',
  'event.sessionMoved':
    '会话属于整个集群，而不是某一台服务器：客户端换一台继续使用，仍从旧路来的请求被拒绝（SESSIONMOVED）。',
  'event.sessionClosed': '关闭会话是一个事务，会在每台服务器上删除它的临时节点。',
  'event.sessionExpired':
    '只有领导者能让会话过期：超时（取整到 tick）内没有消息即过期；客户端要等再次连上服务器才会得知（SessionTrackerImpl）。',
  'event.clientStateChanged':
    '连接断开不等于会话过期：断线的客户端在再次连上服务器之前，无法知道会话是否还在（ZooKeeper.States）。',
  'event.requested': '客户端只与一台服务器交谈；读请求就地回答，写请求转交领导者。',
  'event.replied':
    '客户端由自己的服务器回答，且在该服务器应用了写操作之后；其他服务器可能更早，也可能更晚。',
  'event.watchFired':
    '监视只告知“有变化”，不说变成什么：它先于任何能看到该变化的回答到达，而且多数只触发一次。',
  'word.none': '无',
  'word.DISCOVERY': '发现',
  'word.SYNCHRONIZATION': '同步',
  'word.BROADCAST': '广播',
  'word.snapshot': '快照',
  'word.log': '日志',
};
