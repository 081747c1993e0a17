/**
 * The words of faults (sim/faults): `NAME` in menus, `NAME.find` for who looks for it by other
 * words, and what each fault asks for besides.
 */
export const faults = {
  start: 'Start',
  'start.find': 'start boot run up again restart reboot 启动 重启',
  'start.none': 'Start a server that is down',
  'start.all': 'Start all that are down',
  crash: 'Crash',
  'crash.find':
    'crash kill -9 stop die down fail restart reboot SIGKILL election new leader 崩溃 宕机 重启',
  'crash.key': 'Crash, or start again: {what}',
  resume: 'Let it go on',
  'resume.find': 'resume continue thaw wake 继续',
  'resume.none': 'Let a frozen process go on',
  freeze: 'Freeze the process',
  'freeze.find': 'freeze pause hang stall GC SIGSTOP slow 冻结',
  'freeze.key': 'Freeze, or let go on: {what}',
  'power-loss': 'Power loss',
  'power-loss.find': 'power off outage blackout electricity crash 断电 停电',
  'power-loss.all': 'Power loss of all',
  partition: 'Cut the ensemble in two',
  'partition.find': 'partition split brain network two halves 分区 脑裂',
  'partition.groups': '{left} ‖ {right}',
  'partition.key': 'Cut the ensemble in two, the leader with the fewer',
  isolate: 'Isolate from all others',
  'isolate.find': 'isolate partition alone unreachable network',
  'isolate.key': 'Isolate: {what}',
  heal: 'Heal',
  'heal.find': 'heal mend repair fix reconnect network 恢复 修复',
  'heal.all': 'Heal all links',
  cut: 'Cut both ways',
  'cut.find': 'cut partition link network cable unplug packet loss 断网 丢包',
  'cut.one': 'Cut {from} → {to} only',
  delay: 'Delay',
  'delay.find': 'delay latency lag slow network 延迟',
  'delay.ms': '{from} → {to} by {ms} ms',
  release: 'Let {message} {from} → {to} go on',
  'release.find': 'release deliver let go message',
  'release.none': 'Let a message go on that is held',
  hold: 'Hold the next …',
  'hold.find': 'hold message stop reorder late',
  'hold.to': '{message} {from} → {to}',
  'hold.this': 'Hold the next {message} here',
  'hold.key': 'Hold the leader’s next PROPOSAL',
  break: 'Break the connection',
  'break.find': 'break reset disconnect connection TCP',
  'break.key': 'Break a connection with the leader: {what}',
  'break.client': 'Break the connection: it tries the next server',
  drop: 'Lose {message} {from} → {to}',
  'drop.find': 'drop lose loss vote election message network UDP',
  'drop.none': 'Lose an election notification',
  duplicate: 'Deliver {message} {from} → {to} twice',
  'duplicate.find': 'duplicate twice repeat copy again vote election message network',
  'duplicate.none': 'Deliver an election notification twice',
  disk: 'Disk speed',
  'disk.find': 'slow disk fsync speed 慢磁盘 慢盘',
  'disk.slow': 'fsync takes {ms} ms',
  'disk.normal': 'ordinary disk',
  'disk.normal.find': 'fsync fast speed usual',
  busy: 'Work for each request',
  'busy.find': 'busy slow load request latency overload processor',
  'busy.much': 'each costs {ms} ms',
  'busy.none': 'none, as usual',
  'busy.none.find': 'load request processor idle',
  wipe: 'Wipe the disk',
  'wipe.find': 'wipe erase delete format lose disk data 清空 格式化',
  client: 'What is done to a client',
  'client.find': 'client process network session',
  'client.freeze': 'Freeze the process',
  'client.resume': 'Let it go on',
  'client.disconnect': 'Cut its network',
  'client.close': 'Close the session',
  'client.kill': 'Kill the process',
} as const;

/** What happened, told by faults. */
export const faultEvents = {
  serverCrashed: 'Server {server} crashes.',
  'serverCrashed.lost': 'Server {server} crashes and loses {lost}, written but not yet on disk.',
  'serverCrashed.power': 'Server {server} loses its power.',
  'serverCrashed.power.lost':
    'Server {server} loses its power, and with it {lost}, written but not yet on disk.',
  diskWiped: 'Server {server}’s disk is wiped.',
  serverFrozen: 'Server {server} is frozen.',
  serverResumed: 'Server {server} goes on.',
  diskSlowed: 'An fsync on server {server} takes {fsyncMs} ms from now on.',
  'diskSlowed.off': 'Server {server}’s disk is as fast as usual again.',
  workChanged: 'Each request of a client costs server {server} {packetMs} ms from now on.',
  'workChanged.connect':
    'Each request of a client costs server {server} {packetMs} ms from now on, and a CONNECT {connectMs} ms.',
  'workChanged.off': 'Requests cost server {server} no time again.',
  linkCut: 'Nothing gets from {from} to {to} any more.',
  linkHealed: 'The way from {from} to {to} is open again.',
  linkDelayed: 'What {from} sends to {to} takes {ms} ms longer.',
  'linkDelayed.off': 'What {from} sends to {to} is no longer delayed.',
  messageHeld: '{message} from {from} to {to} is held.',
  messageReleased: '{message} from {from} to {to} is let go.',
  messageDropped: '{message} from {from} to {to} is lost.',
  messageDuplicated: '{message} from {from} to {to} arrives twice.',
  clientFrozen: '{client} is frozen.',
  clientResumed: '{client} goes on.',
} as const;

/** Why it is so. */
export const faultRules = {
  'event.serverCrashed':
    'A crash takes the memory and whatever was written but not fsynced; the other ends of its connections notice at once.',
  'event.power':
    'Without power nothing is fsynced and nothing is said: the others hold their connections, and notice by silence when their patience (ticks) runs out, or by a reset once the machine is back.',
  'event.diskWiped':
    'A server without its disk has forgotten its promises, too: its old votes and ACKs no longer mean anything, which the protocol does not allow for.',
  'event.serverFrozen':
    'A frozen process keeps its connections open and says nothing: to the others it looks like a very slow one, until their patience (ticks) runs out.',
  'event.serverResumed':
    'The process goes on where it stood and does not know that time has passed: it still believes what it believed.',
  'event.diskSlowed':
    'A server acknowledges only what is fsynced, so a slow disk makes its ACKs late; a quorum of faster disks does not wait for it.',
  'event.workChanged':
    'A server works on one request after the other, pings among them: whoever waits too long in line gives up, and what was asked is worked off for nobody.',
  'event.linkCut':
    'A cut link loses nothing by itself: what is on its way waits, until the link heals or one end gives the connection up.',
  'event.linkHealed':
    'A stream goes on where it stood, in the same order, unless an end has given the connection up.',
  'event.linkDelayed': 'Delayed messages stay in order: a stream (TCP) never overtakes itself.',
  'event.messageHeld':
    'A stream is first in, first out: what stands behind a held message waits with it.',
  'event.messageReleased': 'The stream goes on where it stood, in the same order.',
  'event.messageDropped':
    'Nobody is told, and nothing is sent again for it: whoever waits for votes says its own anew after 200 ms of silence, then after twice as long.',
  'event.messageDuplicated': 'Votes are kept by their sender: one that comes twice counts once.',
  'event.clientFrozen':
    'A frozen client sends no heartbeats; its session lives on at the leader until the timeout, and the client notices nothing.',
  'event.clientResumed':
    'The client goes on where it stood, even if its session and its locks have gone meanwhile: that is why locks need fences.',
} as const;
