import type { messages as en } from '../en/messages.ts';

export const messages: Record<keyof typeof en, string> = {
  'sent.NOTIFICATION':
    '寻找领导者的服务器把自己的选票告诉每个投票者，改变主意时再告诉一次（FastLeaderElection）。',
  'sent.NOTIFICATION.decided':
    '已有领导者的服务器用已定的选票回答仍在寻找的服务器（WorkerReceiver）。',
  'sent.FOLLOWERINFO':
    '跟随者首先报出自己接受过的最高纪元：领导者的新纪元必须大于所有人的（CEPOCH）。',
  'sent.OBSERVERINFO': '观察者节点（Observer）像跟随者一样自报家门，但不计入任何法定人数。',
  'sent.LEADERINFO':
    '收齐法定人数的报告后，领导者提出新纪元，比其中任何一个接受过的都大一（NEWEPOCH）。',
  'sent.ACKEPOCH': '跟随者已在磁盘上承诺新纪元，并报出自己的历史到哪里（ACK-E）。',
  'sent.ACKEPOCH.again': '这台服务器以前已确认过该纪元，用 -1 表明：不可重复计数。',
  'sent.DIFF': '学习者的历史是领导者历史的前缀：只发送缺少的部分（LearnerHandler.syncFollower）。',
  'sent.TRUNC': '学习者比领导者多：多出的从未提交，必须去掉（LearnerHandler.syncFollower）。',
  'sent.SNAP': '学习者落后太多，或走了别的路：发送整棵树（LearnerHandler.syncFollower）。',
  'sent.PROPOSAL':
    '领导者按 zxid 顺序把每个写操作发给所有跟随者，只等法定人数，不等所有人（Leader.propose）。',
  'sent.COMMIT': '法定人数已将提案落盘；跟随者已有内容，因此 COMMIT 只需带 zxid（Leader.commit）。',
  'sent.INFORM':
    '观察者节点（Observer）没有参与表决，因此已提交的事务连同内容一次发给它们（Leader.inform）。',
  'sent.NEWLEADER': '领导者的历史到此为止：请已全部落盘者确认这位领导者（Leader.lead）。',
  'sent.UPTODATE': '法定人数已确认这位领导者：该学习者从此可以为客户端服务。',
  'sent.ACK': '跟随者确认的是已落盘的内容，而不是已应用的内容（SendAckRequestProcessor）。',
  'sent.ACK.newLeader':
    '跟随者已把领导者的全部历史落盘并进入新纪元：它确认这位领导者（Learner.syncWithLeader）。',
  'sent.PING':
    '领导者每个 tick 向学习者发两次 PING；回答表明学习者还活着，以及那里有哪些活跃会话（LearnerHandler.ping）。',
  'sent.REQUEST':
    '只有领导者能给写操作排序：跟随者把客户端的写请求转交给它（FollowerRequestProcessor）。',
  'sent.SYNC':
    'sync 的回答与 COMMIT 走同一条数据流：在它之前提交的，必在它之前到达（Leader.processSync）。',
  'sent.REVALIDATE':
    '只有领导者知道哪些会话还在：学习者接手客户端之前要先问它（Learner.validateSession）。',
  'sent.CONNECT': '客户端请求建立会话；超时由服务器给定，在 2 到 20 个 tick 之间。',
  'sent.CONNECT.again':
    '客户端在另一条连接上继续原会话，并报出见过的最新 zxid，以免有人给它看旧状态。',
  'sent.CONNECTED': '会话已为法定人数所知，客户端得知获准的超时。',
  'sent.CONNECTED.expired': '会话早已结束，客户端到此刻才得知：超时为 0。',
  'sent.CLOSE': '客户端结束自己的连接；会话继续存在，直到超时。',
  'sent.CLOSE.noLeader':
    '这台服务器没有已确立的领导者，自己也不是：它不为任何人服务，所以结束客户端的连接，新来的也一样（ZooKeeperServer.shutdown）。',
  'sent.CLOSE.over':
    '会话已结束（关闭或过期）：结束它的事务已在这里应用，连接随之结束（FinalRequestProcessor）。',
  'sent.CLOSE.expired':
    '客户端带来的会话已经结束，或不属于它：刚刚已用超时 0 告知它（ZooKeeperServer.finishSessionInit）。',
  'sent.CLOSE.moved':
    '会话已在另一条连接上继续：仍从这条连接来的请求被拒绝，连接结束（SESSIONMOVED）。',
  'sent.CLOSE.tooLong':
    '请求超过服务器一次能读的长度（jute.maxbuffer）：服务器不作回答就断开（NIOServerCnxn.readLength）。',
  'sent.CLOSE.unreadable': '服务器读不懂这个请求：不作回答就断开（NIOServerCnxn）。',
  'sent.CLOSE.unknown': '服务器不认识这种请求：它已这样回答，然后断开（UNIMPLEMENTED）。',
  'sent.CLOSE.noAuth':
    '客户端无法证明自己的身份：已告知 AUTHFAILED，服务器随后断开（ZooKeeperServer.processPacket）。',
  'sent.CLOSE.notReady': '这个成员还没有就绪，或收到的不是 etcd 的请求：它断开连接。',
  'sent.CLOSE.client.seenNewer':
    '客户端见过的 zxid 比这台服务器最后的还新：拒绝它，这样谁也不会读到过去（ZooKeeperServer.processConnectRequest）。',
  'sent.CLOSE.client.notReadOnly':
    '这台服务器只读，而客户端没有说这样就够：拒绝它（ZooKeeperServer.processConnectRequest）。',
  'sent.CLOSE.client.globalSession':
    '客户端带来的是整个集群的会话，这里没有谁知道它是否还在：拒绝它（ReadOnlyZooKeeperServer.validateSession）。',
  'sent.CLOSE.readOnly.ended':
    '选举结束了：读者需要重新连接，不论这台服务器成为什么（ReadOnlyZooKeeperServer.shutdown）。',
  'sent.CALL': '同一客户端的请求按顺序发送、按顺序回答（ClientCnxn）。',
  'sent.CALL.write': '写操作不论交给哪台服务器，都要经过领导者和法定人数。',
  'sent.CALL.read': '读操作由收到它的服务器用自己的内存回答：快，但可能略旧。',
  'sent.CALL.sync': 'sync 只向领导者要数据流中的一个位置：回答到达时，服务器已追上此前提交的内容。',
  'sent.CALL.ping': '无话可说的客户端每过超时的三分之一就发 ping：沉默才会使会话结束。',
  'sent.REPLY': '服务器自己应用写操作之后才回答，并附上所知的最后 zxid（FinalRequestProcessor）。',
  'sent.REPLY.error':
    '错误也是一种回答：未通过检查的写操作不改变任何东西，但在顺序中仍占一席，并有自己的 zxid（PrepRequestProcessor）。',
  'sent.EVENT':
    '监视保存在客户端所连的服务器上，在它应用变化时触发，先于任何能看到该变化的回答（WatchManager）。',
  'received.NOTIFICATION': '同一轮的票计入；若更好，就改投它并转告别人。',
  'received.NOTIFICATION.decided':
    '迟到者要听到领导者本人和法定人数都这样说，才会加入（checkLeader）。',
  'received.FOLLOWERINFO':
    '领导者等到包括自己在内的法定人数都报告了纪元（Leader.getEpochToPropose）。',
  'received.OBSERVERINFO': '观察者节点（Observer）的纪元会被参考，但不计入法定人数。',
  'received.LEADERINFO': '若比以往承诺的都新，跟随者就在磁盘上承诺该纪元；更旧的则拒绝。',
  'received.ACKEPOCH':
    '领导者核对没有人的历史比自己新，并比较历史以决定发送什么（waitForEpochAck）。',
  'received.ACKEPOCH.again': '它已计过一次：领导者直接让它跟上。',
  'received.DIFF': '学习者保留已有内容；缺少的随后以提案和提交的形式到来。',
  'received.TRUNC': '学习者截断日志，并从磁盘重新读取树。',
  'received.SNAP': '学习者丢弃自己的树，换成领导者的。',
  'received.PROPOSAL': '跟随者立即追加到日志；落盘后才确认，收到 COMMIT 后才应用。',
  'received.COMMIT': '跟随者应用手中最旧的提案；必须正是这一个。',
  'received.INFORM': '观察者节点（Observer）直接应用：提交它时不需要自己表决。',
  'received.NEWLEADER': '它之前的一切必须先落盘，学习者才能采用该纪元并确认。',
  'received.UPTODATE': '学习者进入 BROADCAST，开始为客户端服务。',
  'received.ACK': '领导者计入它；达到法定人数且之前的都已提交，该提案即提交（Leader.processAck）。',
  'received.ACK.newLeader':
    '达到法定人数后，领导者即告确立，其全部历史都算已提交（waitForNewLeaderAck）。',
  'received.PING': '听到对方的消息就知道它还活着，此后 syncLimit 个 tick 内不必担心。',
  'received.REQUEST':
    '领导者按树即将成为的样子检查它，给它下一个 zxid，然后提出提案（PrepRequestProcessor）。',
  'received.SYNC': 'sync 之前提交的一切都已从同一数据流到达：现在可以回答客户端了。',
  'received.REVALIDATE': '由掌管会话时钟者裁定：领导者为会话续时，并把询问的服务器登记为其所有者。',
  'received.CONNECT': '服务器通过一个事务建立会话，要经过领导者和法定人数。',
  'received.CONNECT.again': '服务器拒绝比自己见识更新的客户端；否则询问领导者会话是否还在。',
  'received.CONNECTED': '客户端已连接；若原先有监视，会重新设置。',
  'received.CONNECTED.expired': '这个句柄已作废：它的临时节点都没了，必须另建会话。',
  'received.CLOSE': '连接结束了；会话并未结束，除非它已被关闭。',
  'received.CALL': '服务器严格按顺序处理同一会话的请求（CommitProcessor）。',
  'received.CALL.write':
    '服务器把它交给领导者，并让该会话后面的请求等到它在本机应用为止（CommitProcessor）。',
  'received.CALL.read':
    '服务器立即用自己的树回答，除非同一会话还有写操作在进行（CommitProcessor）。',
  'received.CALL.sync': '服务器询问领导者，待 SYNC 从数据流到来后才回答。',
  'received.CALL.ping': '服务器记下会话还活着，并在下一次回答 PING 时告诉领导者。',
  'received.REPLY': '客户端记住见过的最大 zxid：从此不会再看到更旧的状态。',
  'received.REPLY.error': '答案是确定的：请求被拒绝，没有任何改变。',
  'received.EVENT':
    '监视只告知有变化，不说变成什么：客户端必须再看一次，若还想得到通知，要重新设置监视。',
};
