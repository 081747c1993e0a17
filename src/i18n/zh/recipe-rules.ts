import type { recipeRules as en } from '../en/recipe-rules.ts';

const failed = '配方无法在 {path} 继续：服务器回答 {code}。';

export const recipeRules: Record<keyof typeof en, string> = {
  'herd-lock.begin': '朴素锁：每个客户端都尝试创建同一个临时节点 {path}，谁创建成功，谁就持有锁。',
  'herd-lock.waits': '{before} 已经存在，于是客户端监视这个节点，其他等待者也都监视它。',
  'herd-lock.granted':
    '客户端自己创建 {own} 成功：它持有锁。它的防护令牌是 {token}，即节点的创建时刻：记住最大令牌的资源可以拒绝更早的持有者。',
  'herd-lock.again':
    '{own} 消失了，所有监视它的客户端都被唤醒；大家同时尝试，只有一个成功（羊群效应）。',
  'herd-lock.released': '客户端放弃了锁，或不再等待。',
  'herd-lock.lost': '会话已过期，节点也随之消失：无论客户端怎么以为，锁已经没有了。',
  'herd-lock.unsure':
    '连接断开：{own} 可能还在，也可能已消失，客户端在弄清之前必须停止以持有者自居。',
  'herd-lock.failed': failed,

  'read-lock.begin':
    '想要读的客户端在 {path} 下创建一个临时顺序的 read- 节点：其编号就是排队的位置。',
  'read-lock.waits': '{before} 是 {own} 前面最近的写者：只有写者才让读者等待，所以只监视它。',
  'read-lock.granted': '{own} 前面没有写者：可以读，并可与其他读者同时读。',
  'read-lock.again': '{own} 前面的写者消失了；前面是否还有别的写者尚不确定，所以重新读取队列。',
  'read-lock.released': '删除 {own}，读锁即归还。',
  'read-lock.lost': '会话已过期，{own} 也随之消失：无论客户端怎么以为，读锁已经没有了。',
  'read-lock.unsure':
    '连接断开：{own} 可能还在，也可能已消失，客户端在弄清之前必须停止以读锁持有者自居。',
  'read-lock.found': '创建请求的回答丢失了，但节点确实存在：凭 guid 认出 {own}，不再创建第二个。',
  'read-lock.failed': failed,

  'barrier.begin': '只要 {path} 存在，谁也不能通过：客户端询问它是否存在。',
  'barrier.waits': '{before} 存在：屏障关闭，客户端监视这个节点。',
  'barrier.granted': '{own} 不存在：屏障已打开。',
  'barrier.again': '{own} 发生了变化；事件并不说明屏障现在是否打开，所以客户端再问一次。',
  'barrier.released': '客户端不再等待。',
  'barrier.lost': '会话已过期：客户端必须重新开始。',
  'barrier.failed': failed,

  'double-barrier.begin': '人未到齐，谁也不开始：{path} 的数据说明需要多少个。',
  'double-barrier.waits':
    '已到 {here} 个，需要 {size} 个：客户端等待“ready”节点，由最后到的那一个创建。',
  'double-barrier.granted': '{size} 个都已到齐：大家一起开始。',
  'double-barrier.departs':
    '没有全部完成，谁也不算完成：客户端等待 {before} 离开，然后再看还剩谁。',
  'double-barrier.released': '里面已经没有人了：客户端完成。',
  'double-barrier.lost': '会话已过期，代表该客户端的节点也随之消失：其他客户端当它已离开。',
  'double-barrier.failed': failed,

  'queue.begin': '消费者列出 {path} 下的任务，并设置监视，以便得知新来的任务。',
  'queue.waits': '{path} 下什么也没有：消费者等待列表变化。',
  'queue.took': '删除 {item} 成功：不可能有别人取走它。',
  'queue.missed': '要删除时 {item} 已经不在：另一个消费者取走了它。',
  'queue.unsure':
    '删除 {item} 的回答丢失了，而它已经不在：是这个消费者取走的，也可能是别的消费者。',
  'queue.left': '消费者在删除 {item} 的回答到达之前就停止了：是否已取走它，不得而知。',
  'queue.released': '消费者停止。',
  'queue.lost': '会话已过期：消费者必须重新开始。',
  'queue.failed': failed,

  'priority-queue.begin': '消费者列出 {path} 下的任务，并设置监视：后缀前的两位数字表示紧急程度。',
  'priority-queue.waits': '{path} 下什么也没有：消费者等待列表变化。',
  'priority-queue.took': '删除 {item} 成功：不可能有别人取走它。',
  'priority-queue.missed': '要删除时 {item} 已经不在：另一个消费者取走了它。',
  'priority-queue.unsure':
    '删除 {item} 的回答丢失了，而它已经不在：是这个消费者取走的，也可能是别的消费者。',
  'priority-queue.left': '消费者在删除 {item} 的回答到达之前就停止了：是否已取走它，不得而知。',
  'priority-queue.released': '消费者停止。',
  'priority-queue.lost': '会话已过期：消费者必须重新开始。',
  'priority-queue.failed': failed,

  'group.begin': '成员在 {path} 下创建一个临时节点：会话在，节点就在。',
  'group.sees': '{own} 看到 {members} 个成员，包括自己；成员变化时，监视会通知它。',
  'group.released': '成员删除 {own} 而离开：其他成员立刻看到。',
  'group.lost': '会话已过期，{own} 也随之消失：在其他成员看来，它直到现在才离开。',
  'group.failed': failed,

  'semaphore.begin': '同时最多有 {path} 的数据所说的那么多客户端通行，其余的排队。',
  'semaphore.waits':
    '{own} 前面有 {ahead} 个，而同时只有 {size} 个可以通行；其中任何一个都可能先离开，所以客户端监视整个队列。',
  'semaphore.granted': '{own} 在队列的前 {size} 个之中：可以通行。',
  'semaphore.released': '删除 {own}，名额即归还。',
  'semaphore.lost': '会话已过期，{own} 也随之消失：无论客户端怎么以为，名额已经没有了。',
  'semaphore.failed': failed,

  'two-phase-commit.begin':
    '要么所有参与者都执行，要么都不执行：{path} 上一级节点的数据列出参与者，协调者创建 {path}，并为每个参与者各建一个节点。',
  'two-phase-commit.waits':
    '{size} 个参与者中已有 {here} 个投票提交；协调者监视其余参与者的节点。它分不清慢与死：此时释放即为中止。',
  'two-phase-commit.commits':
    '{path} 中的裁决是提交：所有参与者都投了提交票，一次写入为大家作出决定。',
  'two-phase-commit.aborts': '{path} 中的裁决是中止：有参与者反对，或协调者没等齐选票就放弃了。',
  'two-phase-commit.released': '协调者离开：事务还不存在。',
  'two-phase-commit.lost':
    '协调者的会话已过期。如果还没有裁决，投了提交票的参与者就会卡住，直到另一个客户端来协调同一个节点。',
  'two-phase-commit.failed': failed,

  'vote.begin': '参与者把选票写入自己的节点 {path}，只写一次；裁决将出现在上一级节点中。',
  'vote.early': '协调者还没有创建 {path}：参与者等待它出现。',
  'vote.waits':
    '{own} 投了提交票，因而受其约束：在 {before} 出现裁决之前，既不能执行也不能放弃，哪怕协调者已经死了。',
  'vote.commits': '{path} 中的裁决是提交：参与者执行。',
  'vote.aborts': '参与者什么也不做：它投了反对票，或 {path} 中的裁决是中止。',
  'vote.released': '参与者不再等待。提交票仍然约束它：做任何事之前必须先查明裁决。',
  'vote.lost': '会话已过期，而 {own} 中的选票没有：做任何事之前，参与者必须重新查明裁决。',
  'vote.failed': failed,
};
