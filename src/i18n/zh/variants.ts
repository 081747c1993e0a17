/** 缺陷动物园：每个有缺陷的变体错在哪里，能学到什么；不破坏不变式的，会看到什么现象。 */
export const variants = {
  'commitAlone.cause': '领导者自己的磁盘一有提案就提交。',
  'commitAlone.teaches':
    '只有法定人数的磁盘上都有才安全：之后任何法定人数都与它有共同的服务器。一块磁盘不是法定人数。',
  'ackUnflushed.cause': '跟随者在提案落盘之前就确认（如同 forceSync=no）。',
  'ackUnflushed.teaches': 'ACK 是关于磁盘的承诺。两台服务器断电，“已提交”的写入就随之消失。',
  'forgetAcceptedEpoch.cause': 'acceptedEpoch 只保存在内存里。',
  'forgetAcceptedEpoch.teaches': '重启后就忘记的承诺不算承诺：同一个纪元给了两个领导者。',
  'voteBySid.cause': '投票只比较服务器编号。',
  'voteBySid.teaches': '即使选举选得不好，领导者在 ACKEPOCH 时的检查仍能保住数据；代价是时间。',
  'voteBySid.symptom': '编号最大的空服务器当选，拒绝所有人，很久没有人提供服务。',
  'noHistoryCheck.cause': '领导者在 ACKEPOCH 时不比较历史。',
  'noHistoryCheck.teaches':
    '选举和 ACKEPOCH 时的检查对同一件事守了两道。两道都没有（与 voteBySid 一起）时，空服务器会截掉所有人的历史。',
  'neverTrunc.cause': '该发 TRUNC 时，领导者发 DIFF。',
  'neverTrunc.teaches': '从未提交的内容必须在它的服务器回来时去掉，否则两份历史并存。',
  'applyAtProposal.cause': '跟随者在提案到达时就应用它。',
  'applyAtProposal.teaches':
    '在 PROPOSAL 与 COMMIT 之间，写入仍可能消失：读到它的人读到了从未存在过的东西。',
  'halfQuorum.cause': '投票者为偶数时，一半就算法定人数。',
  'halfQuorum.teaches':
    '两半之间没有共同的服务器。所以法定人数要超过一半，第四台服务器也不会更安全。',
  'answerAtProposal.cause': '领导者在提出写入时就回答客户端。',
  'answerAtProposal.teaches': '回答就是承诺，只有写入不会再丢失时才能给出。',
  'commitOutOfOrder.cause':
    '同一连接里的 PROPOSAL 可能被后面的超过，而一个 ACK 代表它之前的所有提案。',
  'commitOutOfOrder.teaches':
    'ZAB 依靠 TCP 保证流的顺序。没有它，跟随者发现要提交的不是最前面的提案，于是停止。',
  'noFinalizeWait.cause': '第一个意见一致的法定人数就结束选举。',
  'noFinalizeWait.teaches': '200 毫秒的等待（finalizeWait）是为了更好的领导者，不是为了安全。',
  'noFinalizeWait.symptom': '本该获胜的服务器晚了 50 毫秒，另一台当了领导者。',
  'noSessionTouch.cause': '领导者不记录哪些会话在跟随者那里活动过。',
  'noSessionTouch.teaches':
    '只有领导者裁决会话：跟随者随每个 PING 的报告，是它对那些客户端的全部了解。',
  'noSessionTouch.symptom': '跟随者的客户端明明活着，却失去了会话。',
  'diffInsteadOfTrunc.cause': '在领导者记得的最旧与最新之间的 zxid 都算已知，即使并不在其中。',
  'diffInsteadOfTrunc.teaches': '在范围之内不等于在历史之中：别人没有的尾巴也落在那里。',
  'noRolloverGuard.cause': '32 位计数器溢出到纪元。',
  'noRolloverGuard.teaches': '纪元必须来自选举，否则什么也证明不了。计数器用尽时领导者必须下台。',
  'strictVoteMatch.cause': '加入者要求法定人数的成员的票在每个字段上都相同。',
  'strictVoteMatch.teaches': '成员记住的是各自加入时的票；只有领导者和纪元必须一致。',
  'strictVoteMatch.symptom': '集群正常工作，而一台服务器永远停在 LOOKING。',
  'zxidFromDiffHeader.cause': '学习者还没有收到事务，就把 DIFF 头的 zxid 当成自己的。',
  'zxidFromDiffHeader.teaches': '要说自己有什么，而不是将会得到什么：连接可能在中间断开。',
  'staleLogAfterSnap.cause': '走在前面的学习者收到领导者的整棵树，而它更长的日志留在磁盘上。',
  'staleLogAfterSnap.teaches': '内存由快照和日志重建：日志中留在快照之后的内容会回来。',
  'noFastForward.cause': '不重启就离开角色的服务器，忘了已写日志而未应用的内容。',
  'noFastForward.teaches': '投票看的是日志，不是内存：磁盘上有的就算，无论是否提交。',
  'multiZxidEarly.cause':
    '服务器应用 multi 的第一部分时就算已应用全部：此刻开始的快照带着整个 multi 的 zxid，却只有一半的节点。',
  'multiZxidEarly.teaches':
    '快照的名字说明日志要从哪里重读。它承诺而没有的内容就没了，而且只在这一台服务器上。',
  'keepMemoryAfterSnap.cause': '失去领导者时，保留了从未存盘的 SNAP 的树。',
  'keepMemoryAfterSnap.teaches': '走在磁盘前面的内存是谎言，下次重启就会被揭穿。',
  'ackWithoutLog.cause': 'DIFF 的事务只在内存里，就确认了 NEWLEADER。',
  'ackWithoutLog.teaches': '对 NEWLEADER 的 ACK 使领导者的全部历史提交：法定人数的磁盘上必须有它。',
  'epochBeforeLog.cause': 'currentEpoch 先于属于它的历史写入。',
  'epochBeforeLog.teaches': '纪元能赢得选举。有纪元而没有历史的服务器会获胜，并截断别人。',
  'ackBeforeFsync.cause': '历史还在等待磁盘，就确认了 NEWLEADER。',
  'ackBeforeFsync.teaches': '写入顺序正确还不够：ACK 必须等 fsync。',
  'nullOnCommit.cause': 'NEWLEADER 清空了提案列表，而 UPTODATE 之前的 COMMIT 还要在其中查找。',
  'nullOnCommit.teaches': '有负载时总有事情在进行：两条消息之间的每个空隙都会被碰到。',
  'nullOnCommit.symptom': '在负载下加入的学习者失败，从头再来。',
  'standaloneCheck.cause':
    '客户端在 multi 之外发送的 check 被写入日志，成为没有服务器能读回的事务。',
  'standaloneCheck.teaches':
    '写进日志的必须能读出来：没有人会发的请求也是请求。一个数据包，写下它的领导者就再也启动不了。',
  'standaloneCheck.symptom': '跟随者遇到这个提案就掉线，领导者再也加载不了自己的数据库。',
  'closeSessionTooLong.cause':
    '关闭会话的事务列出它的全部临时节点，不论多少；路径总长超过两兆字节时，它被写入日志，却读不回来。',
  'closeSessionTooLong.teaches':
    '限制客户端一次能发多少，并不限制由此产生的后果：成千上万个允许的小节点，合成一个让集群停住的事务。后来的版本拒绝创建它们。',
  'closeSessionTooLong.symptom':
    '跟随者遇到这个提案就掉线，领导者再也加载不了自己的数据库；会话过期时，下一个领导者也一样失败。',
  'earlyProposalAck.cause': '一个线程先确认了 DIFF 的事务，另一个线程才确认 NEWLEADER。',
  'earlyProposalAck.teaches':
    '同一连接上的两个线程没有自己的先后。领导者不计入这个学习者，白白等待。',
  'zombieSyncThread.cause': '写日志的线程比角色活得久，写入了内存和投票都不知道的内容。',
  'zombieSyncThread.teaches': '服务器投票之前，一切还可能写入的都必须写完。',
  'committedLogHole.cause': 'DIFF 期间应用的事务没有记入已提交列表。',
  'committedLogHole.teaches': '用来修复别人的列表必须完整：其中的空洞会传下去。',
  'onDiskDiffAfterSnap.cause': 'SNAP 留下空缺的日志，在其服务器当领导者时仍用来喂给别人。',
  'onDiskDiffAfterSnap.teaches': '日志只在没有空缺的范围内才有价值。',
  'keepWatchModes.cause':
    '如 3.9.0 起：一个连接可以同时以多种方式监视同一路径。在 3.8 中，最后请求的方式会取代其他方式。',
  'keepWatchModes.teaches': '设置过的监视不等于仍在的监视：再要求另一种时，应当知道前一种会怎样。',
  'keepWatchModes.symptom': '加了普通监视之后，递归监视仍然报告孙节点。',
  'existsNeedsRead.cause':
    '如 3.8.4 和 3.9.2 起：对存在的节点调用 exists，没有 READ 权限会被拒绝。',
  'existsNeedsRead.teaches':
    '某物是否存在也是信息。没有这项检查，任何人都能试探名字，看到大小、版本和所有者。',
  'existsNeedsRead.symptom': 'exists 回答 NOAUTH，而 3.8.0 会向任何人显示该节点的 Stat。',
} as const;
