/** 每次运行都必须成立的性质：名称之下是陈述，规则编号之下是破坏它的事实。 */
export const invariants = {
  Leadership1: '越过发现阶段、领导同一纪元的两台服务器必是同一台。',
  Leadership2: '一个纪元自始至终最多只有一个领导者。',
  PrefixConsistency: '任意两台正在服务的服务器中，一台的已提交历史是另一台的前缀。',
  Integrity: '已提交的内容都曾由某个领导者提议，而且只有已提交的内容才会被应用。',
  Agreement: '两台服务器上各一个已提交的事务，其中必有一台两个都有：不会双方各有对方没有的内容。',
  TotalOrder: '如果一台服务器上 a 在 b 之前，那么凡有 b 的服务器上 a 都在它之前。',
  LocalPrimaryOrder: '同一领导者在同一纪元中的提案按提议的次序提交，中间没有空缺。',
  GlobalPrimaryOrder: '较早纪元的事务先于较晚纪元的事务。',
  PrimaryIntegrity: '正在服务的跟随者拥有的较早纪元的事务，其领导者也都已提交。',
  CommittedLogDurability: '任何修复（TRUNC、SNAP）都不会移除已提交的事务。',
  CommittedLogMonotonicity: '最新领导者提交的内容从此前已提交的内容结束处继续。',
  LeaderLogCompleteness: '新确立的领导者拥有曾经提交的一切。',
  ProcessConsistency: '采纳了该纪元的跟随者，其历史是领导者历史的前缀。',
  DiskEpochs:
    '每块磁盘上 acceptedEpoch 不小于 currentEpoch，currentEpoch 不小于最后一个事务的纪元。',
  stateInconsistent: '没有任何报文在不属于它的阶段被处理。',
  proposalInconsistent: '每个提案紧接前一个提案，TRUNC 指向学习者拥有的条目。',
  commitInconsistent: 'COMMIT 指向最早的尚未提交的提案。',
  ackInconsistent: '学习者先确认 NEWLEADER，然后按递增次序确认提案。',
  messageIllegal: '没有人收到其角色永远不该收到的报文。',
  AcknowledgedWrites: '已告知客户端完成的写入永不丢失。',
  SessionReads: '会话读到的内容不会倒退，无论它与哪台服务器通信。',
  SessionOrder: '同一会话的写入按其请求的次序生效。',
  LinearizableWrites: '写入逐个生效：在另一个写入被确认之后才请求的写入排在其后。',
  EphemeralOwners: '每个临时节点的所有者都是存活的会话。',
  SequenceSuffixes: '同一父节点之下，顺序后缀不会给出两次。',

  'leadership1.two': '服务器 {server} 和服务器 {other} 都在领导纪元 {epoch}。',
  'leadership2.again': '服务器 {server} 领导纪元 {epoch}，而服务器 {other} 已领导过它。',
  'leadership2.unelected':
    '服务器 {server} 领导纪元 {epoch}，却提交了 {zxid}，它并未当选那个纪元的领导者。',
  'prefixConsistency.differs':
    '服务器 {server} 的历史第 {position} 位是 {zxid}，而那里已提交的是 {expected}。',
  'prefixConsistency.tree':
    '服务器 {server} 和服务器 {other} 都到了 {zxid}，而它们的树在 {path} 处不同。',
  'integrity.notProposed':
    '服务器 {server} 有 {zxid}，但它不是该纪元的领导者（服务器 {leader}）所提议的。',
  'integrity.notCommitted': '服务器 {server} 应用了 {zxid}，而没有领导者提交过它。',
  'agreement.neither':
    '服务器 {server} 应用了服务器 {other} 没有的 {zxid}，又缺少后者拥有的 {lacks}。',
  'totalOrder.skipped': '服务器 {server} 应用了 {zxid}，而别的服务器先应用了 {before}。',
  'localPrimaryOrder.gap': '服务器 {server} 有 {zxid}，但它前面不是领导者先提议的 {before}。',
  'globalPrimaryOrder.older': '服务器 {server} 的 {zxid} 排在更晚纪元的 {after} 之后。',
  'primaryIntegrity.lacks':
    '服务器 {server} 以 {zxid} 开始服务，而它在纪元 {epoch} 的领导者（服务器 {leader}）没有它。',
  'committedLogDurability.cut':
    '{how} 从服务器 {server} 移除了 {zxid}，而它已经提交，领导者却没有它。',
  'committedLogMonotonicity.gap':
    '服务器 {server} 提交 {zxid}，而已提交的内容以 {after} 结束，二者并不相接。',
  'leaderLogCompleteness.lacks':
    '服务器 {server} 是纪元 {epoch} 已确立的领导者，其历史以 {last} 结束，缺少已提交的 {zxid}。',
  'processConsistency.differs':
    '服务器 {server} 采纳了服务器 {leader} 的纪元，但它的 {zxid} 不是领导者历史中相接的内容。',
  'diskEpochs.broken':
    '服务器 {server} 的磁盘上 acceptedEpoch 为 {accepted}，currentEpoch 为 {current}，最后一个事务是 {zxid}：这样它会拒绝启动。',
  'stateInconsistent.phase':
    '服务器 {server} 在 {state} 时收到服务器 {from} 的 {message}，这不属于该阶段。',
  'proposalInconsistent.gap': '服务器 {server} 收到提案 {zxid}，它并不紧接其最后的 {after}。',
  'proposalInconsistent.trunc': '服务器 {from} 让服务器 {server} 截断到 {zxid}，而它没有这一条。',
  'commitInconsistent.order':
    '服务器 {from} 向服务器 {server} 提交 {zxid}，而后者最早的未决提案是 {head}。',
  'commitInconsistent.unknown': '服务器 {from} 向服务器 {server} 提交 {zxid}，而后者没有这个提案。',
  'ackInconsistent.newLeader':
    '服务器 {from} 在确认纪元 {epoch} 的 NEWLEADER 之前，先向服务器 {server} 确认了 {zxid}。',
  'ackInconsistent.order':
    '服务器 {from} 向服务器 {server} 确认 {zxid}，这不是纪元 {epoch} 中接下来的一个。',
  'messageIllegal.role':
    '服务器 {server} 在 {state} 时收到服务器 {from} 的 {message}，该角色永远不该收到它。',
  'acknowledgedWrites.lost':
    '{client} 已被告知写入 {zxid}（请求 {xid}）完成，而服务器 {server} 作为领导者没有它。',
  'sessionReads.backwards': '{client} 已见过 {seen}，请求 {xid} 的回答却停留在 {zxid}。',
  'sessionReads.ahead': '{client} 的请求 {xid} 的回答声称截至 {zxid}，却显示了 {seen} 的改动。',
  'sessionOrder.late': '会话 {session} 的请求 {xid} 以 {zxid} 提交，落在其请求 {before} 之后。',
  'linearizableWrites.order':
    '{client} 在 {before} 被确认之后才发出请求 {xid}，它却以 {zxid} 先于其生效。',
  'linearizableWrites.other': '{client} 被告知请求 {xid} 是 {zxid}，而那是别人的事务。',
  'ephemeralOwners.orphan':
    '在服务器 {server} 上，截至 {zxid}，{path} 属于会话 {session}，而该会话已不存在。',
  'sequenceSuffixes.repeated':
    '{path} 是 {parent} 的第 {count} 个子节点，而它此前已有过 {before} 个（{zxid}）。',
};
