import type * as en from '../en/raft.ts';

export const events: Record<keyof typeof en.events, string> = {
  'raft.leaderEstablished':
    '服务器 {server} 领导任期 {epoch}，且该任期的一个条目已提交：直到 {lastZxid} 为止的一切都已提交。',
  'raft.epochAccepted': '服务器 {server} 处于任期 {epoch}，并已写入磁盘。',
  'raft.epochAdopted': '服务器 {server} 处于任期 {epoch}。',
  'raft.voteChanged': '服务器 {server} 在任期 {round} 投票给服务器 {leader}。',
  'raft.snapshotInstalled': '服务器 {server} 已保存 {from} 截至 {zxid} 的状态。',
};

export const rules: Record<keyof typeof en.rules, string> = {
  'campaign.timeout':
    '{ticks} 个 {ms} 毫秒的 tick 内没有领导者的消息：该成员开始任期 {term}，先投自己，再向其他成员要票（raft.campaign）。',
  'campaign.preVote':
    '{ticks} 个 tick 内没有领导者的消息：该成员先问自己能否赢得任期 {term}，而不开始任期（pre-vote）。',
  'campaign.asked':
    '领导者（服务器 {leader}）移交领导权：该成员立刻开始任期 {term}，不做 pre-vote，也不受任何租约限制（TimeoutNow）。',
  'campaign.preVoteWon': '{of} 个投票者中服务器 {supporters} 愿意投它：于是真正开始任期 {term}。',
  'elected.votes':
    '{of} 个投票者中服务器 {supporters} 在任期 {term} 投了它：过半数，而每个成员每个任期只投一票，别人不可能再赢。',
  'lost.votes': '{of} 个投票者中服务器 {refused} 拒绝：任期 {term} 已不可能赢得（raft.poll）。',
  'term.newer':
    '服务器 {from} 说的是任期 {term}，而本成员还在任期 {before}：听到更大任期者就成为其中的跟随者（raft.Step）。',
  'leader.heard':
    '服务器 {leader} 以任期 {term} 的领导者身份说话：一个任期只有一个领导者，于是跟随它。',
  'quorum.unheard':
    '{ticks} 个 tick 内只有 {heard}（包括自己）有回应，而需要 {needed} 个：领导者在同一任期内退位（CheckQuorum）。',
  'vote.granted':
    '服务器 {candidate} 在任期 {term} 要票，日志到 {last}，本成员到 {own}：不落后，而且票还没投出（raft.Step）。',
  'vote.preGranted':
    '服务器 {candidate} 可以得到任期 {term} 的票：它的日志到 {last}，本成员到 {own}。这不构成任何承诺。',
  'vote.refused':
    '服务器 {candidate} 得不到任期 {term} 的票（它的日志到 {last}，本成员到 {own}）。',
  'vote.refused.log':
    '服务器 {candidate} 的日志到 {last}，本成员到 {own}：落后者可能缺少已提交的内容，不给票（任期 {term}，raftLog.isUpToDate）。',
  'vote.refused.vote':
    '任期 {term} 的票已投出，或已知领导者：服务器 {candidate} 得不到它（它的日志到 {last}，本成员到 {own}）。',
  'vote.inLease':
    '刚刚还听到领导者（服务器 {leader}），别人不可能已获胜：再过 {ticks} 个 tick 之前不回答服务器 {candidate}（CheckQuorum 的租约）。',
  'established.ownEntry':
    '本任期 {term} 的 {zxid} 已在服务器 {on} 的磁盘上：领导者继承的一切随之提交，到这时它才知道提交到了哪里。',
  'entry.committed':
    '{zxid} 已在服务器 {on} 的磁盘上：{of} 个投票者中 {needed} 个就够，而且该处的条目属于领导者自己的任期（raft.maybeCommit）。',
  'entry.inherited':
    '{zxid} 属于旧任期，计数不能提交它：领导者本任期的 {with} 提交时，它之前的一切随之提交（raft.maybeCommit）。',
  'log.cut':
    '领导者（服务器 {leader}）在 {zxid} 处的条目不同：从那里起的 {removed} 个条目从未提交，被截断（raftLog.maybeAppend）。',
  'progress.probe':
    '领导者不确定服务器 {learner} 的日志在哪里一致：一次只发一条，下一条从索引 {next} 开始（StateProbe）。',
  'progress.replicate':
    '服务器 {learner} 已有到索引 {match} 的全部条目：条目连续发送，不等确认（StateReplicate）。',
  'progress.snapshot':
    '服务器 {learner} 缺少索引 {next} 起的条目，而领导者的日志从 {first} 开始：它得到整个状态（MsgSnap）。',
  'append.refused':
    '这里没有与 {previous} 一致的条目：告诉领导者（服务器 {leader}）{hint}，它会从更前面再试（handleAppendEntries）。',
  'transfer.begun':
    '服务器 {to} 将当领导者：领导者不再接受新条目，把它从索引 {match} 补到 {last}，然后请它竞选。',
  'transfer.aborted': '服务器 {to} 在 {ticks} 个 tick 内没有接手：领导者继续。',
  'transfer.refused': '现在不能让服务器 {to} 当领导者。',
  'transfer.forwarded': '让服务器 {to} 当领导者的请求转给领导者（服务器 {leader}）。',
  'read.kept': '领导者在任期 {term} 还没有提交过任何条目，不知道提交到了哪里：读请求等待。',
  'read.confirmed':
    '服务器 {heard} 仍在跟随：读必须看到索引 {index}，别人不可能提交得更多（ReadIndex）。',
  'proposal.dropped': '不是领导者，或正在移交领导权，就不接受提案：丢弃（领导者：{leader}）。',
  'proposal.waits': '服务器 {from} 转来一个提案，而这里还不知道谁是领导者：等有了领导者再处理。',
  'start.fresh': '磁盘是空的：写下成员 {members}，每个一条，并视为已提交（raft.Bootstrap）。',
  'start.advanced': '已经连上另外两个成员：时钟拨快 {ticks} 个 tick，启动不必久等（adjustTicks）。',
  'raft.notAccepted': '处于 {state} 的成员用不上 {type}：忽略，但看得见。',
  'raft.stale': '这条 {type} 属于任期 {term}，而本成员在任期 {own}：它不改变什么。',
  'exit.commitBeyondLog':
    '领导者说索引 {commit} 已提交，而本日志到 {last} 为止：“tocommit is out of range, was the log lost?” 进程结束。',
  'exit.removed': '该成员已被永久移出集群：它的进程结束（EtcdServer.stopWithDelay）。',
  'exit.unknown':
    '加入集群的成员要向运行中的成员询问集群里有谁，而它能连到的成员都不知道有它：它的进程结束（“cannot fetch cluster info from peer urls”，etcdserver.GetClusterFromRemotePeers）。',
  'exit.cutBelowCommit':
    '{zxid} 与这里已提交的条目冲突（提交到索引 {commit}）：进程宁可结束也不改动它。',
  'exit.stateBeyondLog':
    '记录的状态说索引 {commit} 已提交，而日志到 {last} 为止：服务器拒绝启动（raft.loadState）。',
};

export const messages: Record<keyof typeof en.messages, string> = {
  'sent.MsgPreVote': '成员在开始任期之前先问能否获胜，这样曾被隔离的成员不会打扰别人。',
  'sent.MsgPreVoteResp': '同意时带上所问的任期；拒绝时带上投票者自己的任期，让落后者得知。',
  'sent.MsgVote': '候选者在新任期要票，并说明自己日志的末尾；此前两者都已写盘。',
  'sent.MsgVoteResp': '票在发出之前已在投票者的磁盘上。',
  'sent.MsgApp':
    '领导者在自己写盘之前就发送条目，附上前一个条目的位置和提交到哪里；空的只告知提交索引。',
  'sent.MsgAppResp': '成员说明磁盘上与领导者一致到哪个索引，或者在领导者试的地方不一致。',
  'sent.MsgHeartbeat':
    '领导者每个 tick（若未另设，为 100 毫秒）报一次平安；提交索引只到该成员日志已比对过的地方。',
  'sent.MsgHeartbeatResp': '成员回答每个心跳；这不确认任何条目。',
  'sent.MsgSnap': '该成员缺少的条目已不在领导者内存里：发送整个状态。',
  'sent.MsgTimeoutNow': '将当领导者的成员已有全部条目：领导者请它立刻竞选。',
  'sent.MsgTransferLeader': '希望换领导者的请求转给领导者。',
  'sent.MsgReadIndex': '成员问领导者：读必须看到哪里。',
  'sent.MsgReadIndexResp': '过半数仍在跟随：记下的索引是可靠的。',
  'sent.MsgProp': '跟随者把收到的提案转给领导者；没有人为它答复。',
  'sent.RPC': 'etcd 的客户端发问，或成员给它答复。',
  'sent.MEMBER': '成员在日志之外询问另一个成员，或回答它（etcd 用 HTTP）。',
  'sent.LinkGone': '已被移出集群的成员无论说什么，都会得到这一答复。',
  'sent.LinkHeartbeat': '连接报平安，使读超时说明的是断线而不是沉默。',
  'received.MsgPreVote': '像要票一样回答，但不作任何承诺。',
  'received.MsgPreVoteResp': '得到过半数就真正开始竞选。',
  'received.MsgVote':
    '成员每个任期投一票，投给日志不落后于自己的；更大的任期本身就使它成为跟随者。',
  'received.MsgVoteResp': '每个投票者的第一个回答有效；过半数就产生领导者。',
  'received.MsgApp': '成员先看日志在条目之前是否一致，截断不同的部分，写盘之后才确认。',
  'received.MsgAppResp':
    '领导者记下该成员的进度：过半数时，本任期的条目即提交。更大任期的回答会结束它的领导。',
  'received.MsgHeartbeat': '成员的时钟重新开始，并得知提交进度。',
  'received.MsgHeartbeatResp': '算作存活的表示，确认等待中的读，并显示谁落后。',
  'received.MsgSnap': '它取代日志和状态，除非该成员已有这么多。',
  'received.MsgTimeoutNow': '成员不等超时就竞选，任何租约都挡不住。',
  'received.MsgTransferLeader': '领导者开始移交。',
  'received.MsgReadIndex': '领导者记下提交索引，并用一轮心跳确认自己仍是领导者。',
  'received.MsgReadIndexResp': '成员等到应用了这么多，再用自己的状态回答。',
  'received.MsgProp': '领导者把它追加到日志；跟随者再转给自己的领导者。',
  'received.RPC': '成员在可以时答复；客户端继续。',
  'received.MEMBER': '上层服务被询问，或得到答复。',
  'received.LinkGone': '它已不是成员：进程结束。',
  'received.LinkHeartbeat': '连接还在。',
};

export const invariants: Record<keyof typeof en.invariants, string> = {
  ElectionSafety: '一个任期最多一个领导者。',
  LeaderAppendOnly: '领导者在位期间只在日志末尾追加。',
  LogMatching: '索引和任期都相同的条目内容相同，此前的一切也相同。',
  LeaderCompleteness: '某任期提交的条目，在以后各任期领导者的日志里都有。',
  StateMachineSafety: '一个成员在某索引应用或提交的条目，别人不会应用成别的。',
  CommitMonotone: '进程存活期间，它所知的提交索引只增不减。',
  OneVoteATerm: '成员每个任期只投给一个成员，重启之后也一样。',
  VoteOnDisk: '任期和选票写盘之后，票才能发出。',
  AckOnDisk: '所确认的内容写盘之后，确认才能发出。',
  QuorumLog: '已提交的条目在过半数成员的磁盘上。',
  CommittedDurable: '成员只应用、也只记录为已提交自己磁盘上有的条目。',
  TermMonotone: '磁盘上的任期从不减小。',
  LinearizableReads: '读能看到提出时已提交的一切。',
  RevisionsAgree: '同一修订号上所有成员做的事相同，修订号从不后退。',
  NewestReads: '不允许陈旧的读，能看到提出时任何人已得知的一切。',
  WatchComplete: '监视者按顺序听到自己各键的每个事件，每个一次。',
  LeaseKept: '租约在最近一次确认之后，期满之前不会消失。',
  OneOwner: '被告知得到锁的，自己的键还在，而且只有它一个。',
  'electionSafety.two': '服务器 {server} 和服务器 {other} 都在领导任期 {term}。',
  'leaderAppendOnly.cut': '服务器 {server} 在领导，而 {zxid} 离开了它的日志。',
  'logMatching.entry': '服务器 {server} 在 {zxid} 处的条目与别人的不同。',
  'logMatching.previous':
    '服务器 {server} 上 {zxid} 之前是任期 {term} 的条目，别处是任期 {other} 的。',
  'leaderCompleteness.lacks': '服务器 {server} 领导任期 {term}，却缺少已提交的 {zxid}。',
  'stateMachineSafety.other': '服务器 {server} 应用了 {zxid}，而该处提交的是 {expected}。',
  'stateMachineSafety.uncommitted': '服务器 {server} 应用了 {zxid}，而没有领导者提交过它。',
  'stateMachineSafety.commits':
    '领导者（服务器 {server}）认为 {zxid} 已提交，而该处提交的是 {expected}。',
  'commitMonotone.falls': '服务器 {server} 原来知道提交到索引 {from}，现在只到 {to}。',
  'oneVoteATerm.two': '任期 {term} 里服务器 {server} 投给服务器 {to}，而此前已投给服务器 {other}。',
  'voteOnDisk.lacks': '服务器 {server} 在任期 {term} 投给服务器 {to} 的票不在它的磁盘上。',
  'ackOnDisk.lacks': '服务器 {server} 向服务器 {to} 确认索引 {index}，而它的磁盘上没有。',
  'quorumLog.few':
    '{zxid} 已提交，却只在服务器 {on} 的磁盘上；需要 {needed} 个（服务器 {server}）。',
  'committedDurable.applied': '服务器 {server} 在自己的磁盘有 {zxid} 之前就应用了它。',
  'committedDurable.recorded':
    '服务器 {server} 记录了索引 {commit} 已提交，而它的磁盘到 {last} 为止。',
  'termMonotone.falls': '服务器 {server} 的磁盘原在任期 {before}，现在是 {term}。',
  'revisionsAgree.other': '服务器 {server} 在修订号 {revision} 上做的事与别人不同。',
  'revisionsAgree.falls': '服务器 {server} 原在修订号 {from}，现在是 {to}。',
  'newestReads.old':
    '服务器 {server} 按修订号 {revision} 回答 {client}；而提出时已有人得知 {floor}。',
  'watchComplete.other':
    '{client} 的监视听到修订号 {from} 到 {to}，其中修订号 {revision} 与实际不符。',
  'leaseKept.early': '租约 {lease} 提前 {ms} 毫秒消失（服务器 {server}），并没有人要求撤销。',
  'oneOwner.noKey': '{client} 认为自己持有 {lock}，那里却没有它的键。',
  'oneOwner.two': '{client} 和 {other} 都认为自己持有 {lock}。',
  'linearizableReads.old':
    '服务器 {from} 告诉服务器 {server} 读只需看到索引 {index}；而提出时已提交到 {floor}。',
};

export const variants: Record<keyof typeof en.variants, string> = {
  'lockWithoutLease.cause': '等到锁的客户端不看自己的键还在不在就拿锁，3.4 的客户端就是这样。',
  'lockWithoutLease.teaches': '前一个键没了，并不说明自己的键还在：等待期间租约可能已经到期。',
  'staleLessor.cause':
    '磁盘停住的领导者照样走租约的时钟：即使被隔开，也还在确认那些在新领导者那里会到期的租约，而它的撤销又由新领导者执行。',
  'staleLessor.teaches': '这期间续约都到了下一任领导者那里：旧领导者没听说的事，并不是没发生。',
  'commitOldTerm.cause': '领导者只要过半数有就提交，旧任期的条目也算。',
  'commitOldTerm.teaches':
    '旧任期的条目即使在过半数上，仍可能被末条目更新的领导者覆盖（图 8）：只有本任期的条目才能固定它之前的一切。',
  'respBeforeFsync.cause': '成员在条目还等着写盘时就确认。',
  'respBeforeFsync.teaches': '确认是关于磁盘的承诺：断电就会打破它。',
  'forgetVote.cause': '选票不写盘。',
  'forgetVote.teaches': '重启的成员可能在一个任期投两次，于是一个任期出现两个领导者。',
  'voteBlind.cause': '谁先要票就投谁，不管日志多短。',
  'voteBlind.teaches': '比较日志才能保住已提交的条目：投票的过半数必须与磁盘的过半数相交。',
  'halfMajority.cause': '偶数个投票者的一半就够。',
  'halfMajority.teaches': '两个一半不必相交：双方都可能提交。',
  'heartbeatFullCommit.cause': '心跳告知完整的提交索引，即使该成员的日志还没比对。',
  'heartbeatFullCommit.teaches':
    '成员在该索引可能是别的条目，却会应用它：所以要取它已知拥有的较小者。',
  'appendBlind.cause': '成员追加条目时不问前一个条目是否一致。',
  'appendBlind.teaches': '检查前一个条目使日志归纳地相等；没有它，只是看上去相像。',
  'neverCut.cause': '成员保留与领导者不同的条目。',
  'neverCut.teaches': '从未提交的必须截掉，否则会代替已提交的被应用。',
  'selfQuorum.cause': '领导者自己的磁盘一有条目就提交。',
  'selfQuorum.teaches': '一块磁盘不是过半数：下一个领导者未必有它。',
  'applyAtAppend.cause': '成员一收到条目就应用。',
  'applyAtAppend.teaches': '日志里的仍可能被覆盖；只有已提交的才能让人看到。',
  'readLocal.cause': '领导者用自己的提交索引回答读，不做一轮心跳。',
  'readLocal.teaches': '被冻结或隔离的领导者不知道自己已不再领导。',
  'leaseRead.cause': '只要按自己的时钟别人不可能当选，领导者就直接回答读。',
  'leaseRead.teaches': '随进程停住的时钟什么也量不出：租约已过，持有者却不知道。',
  'applyBesideWal.cause': '已提交的条目在还在写盘时就应用。',
  'applyBesideWal.teaches': '客户端可能被告知一件断电就会消失的事。',
  'stateBeforeSnapshot.cause': '任期和提交索引先于它们所依赖的快照写盘。',
  'stateBeforeSnapshot.teaches': '其间崩溃会留下拒绝启动的磁盘。',
  'noEmptyEntry.cause': '新领导者不追加空条目。',
  'noEmptyEntry.teaches': '继承的条目只能随本任期的条目提交：没有写入就永远不会。',
  'noEmptyEntry.symptom': '领导者始终没有确立。',
  'sameTimeouts.cause': '所有成员等待同样久。',
  'sameTimeouts.teaches': '同时竞选会一再瓜分选票：所以超时要随机。',
  'sameTimeouts.symptom': '选票被瓜分。',
  'oneEntryAMessage.cause': '一条 MsgApp 最多带一个条目。',
  'oneEntryAMessage.teaches':
    '除了速度什么也不变，却让图 8 容易看到：旧条目可能到达过半数，而领导者自己的条目还没有。',
  'oneEntryAMessage.symptom': '条目一个一个地到来。',
  'noCheckQuorum.cause': '听不到任何回应的领导者继续领导，也没有租约。',
  'noCheckQuorum.teaches':
    '没有错误的提交，但被隔离的领导者的客户端只能等待，归来的成员也会打扰健康的领导者。',
  'noCheckQuorum.symptom': '长时间有两台服务器在领导。',
  'preVote.cause': '启用 pre-vote，etcd 3.5 起默认如此。',
  'preVote.teaches': '曾被隔离的成员带着原来的任期归来，不打扰任何人。',
  'preVote.symptom': '领导者保持不变。',
  'termHints.cause': '拒绝时说明成员在该处的任期，etcd 3.5 起如此。',
  'termHints.teaches': '领导者一次跳过一个任期，而 3.4 每个来回只退一个索引。',
  'termHints.symptom': '一次拒绝就够。',
};

export const stage: Record<keyof typeof en.stage, string> = {
  'client.connected': '已连接',
  'promise.term': '任期',
  'promise.votedFor': '投给',
};

/** 从 etcd 的键看到的病区。 */
export const ward: Record<keyof typeof en.ward, string> = {
  'keys.choose.server': '病区显示哪个成员的键',
  'keys.down': '服务器 {sid} 已停机：内存中没有键可看。请选另一台。',
  'keys.noTree': '服务器 {sid} 还没有键 medical/resources/equipment/MRI。',
  'keys.unseen': '{who} 已在室内；这个成员的键还没显示',
  'keys.old': '这个成员此刻不知道谁是领导者：它显示的可能是旧的',
};
