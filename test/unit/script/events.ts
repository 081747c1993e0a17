import type { Stat, Txn, Zxid } from '../../../src/model/index.ts';
import type { SimEvent } from '../../../src/sim/index.ts';

const zxid: Zxid = { epoch: 1, counter: 4 };
const because = { rule: 'uptodate', facts: { leader: 3 } };

export const TXN: Txn = {
  zxid,
  session: '0x1000000000a0000',
  cxid: 7,
  timeMs: 2500,
  change: { type: 'setData', path: '/a', data: 'x', version: 3 },
};

export const STAT: Stat = {
  czxid: { epoch: 1, counter: 2 },
  mzxid: zxid,
  pzxid: { epoch: 1, counter: 2 },
  ctime: 0,
  mtime: 2500,
  version: 3,
  cversion: 0,
  aversion: 0,
  ephemeralOwner: '0x0',
  dataLength: 1,
  numChildren: 0,
};

const op = { type: 'getData', path: '/a', watch: true } as const;
const session = { session: TXN.session, client: 'radiology', server: 1 } as const;
const proposal = { type: 'PROPOSAL', zxid, txn: TXN } as const;
const letter = { id: 9, from: 3, to: 1, message: proposal, class: 'ENTRY' } as const;
const vote = { leader: 3, zxid, peerEpoch: 1, electionEpoch: 2 };
const watched = { type: 'NodeDeleted', path: '/a' } as const;

/** An event of every type, with the fields of its line and the sentence it is. */
export const EVENTS: readonly (readonly [SimEvent, string, string])[] = [
  [
    {
      ...{ type: 'serverStarted', server: 1, lastZxid: zxid },
      promises: [
        { name: 'acceptedEpoch', value: 2 },
        { name: 'currentEpoch', value: 1 },
      ],
    },
    '"server":1,"currentEpoch":1,"acceptedEpoch":2,"lastZxid":"0x100000004"',
    'Server 1 starts: acceptedEpoch 2, currentEpoch 1, last zxid 1·4.',
  ],
  [
    { type: 'serverCrashed', server: 1, lost: [zxid] },
    '"server":1,"lost":["0x100000004"]',
    'Server 1 crashes and loses 1·4, written but not yet on disk.',
  ],
  [{ type: 'serverCrashed', server: 1, lost: [] }, '"server":1,"lost":[]', 'Server 1 crashes.'],
  [
    { type: 'serverExited', server: 1, code: 12, because },
    '"server":1,"code":12,"because":"…"',
    'Server 1’s process ends by itself (exit 12).',
  ],
  [{ type: 'diskWiped', server: 1 }, '"server":1', 'Server 1’s disk is wiped.'],
  [{ type: 'serverFrozen', server: 1 }, '"server":1', 'Server 1 is frozen.'],
  [{ type: 'serverResumed', server: 1 }, '"server":1', 'Server 1 goes on.'],
  [
    { type: 'workChanged', server: 1, packetMs: 20, connectMs: 20 },
    '"server":1,"packetMs":20,"connectMs":20',
    'Each request of a client costs server 1 20 ms from now on.',
  ],
  [
    { type: 'workChanged', server: 1, packetMs: 20, connectMs: 500 },
    '"server":1,"packetMs":20,"connectMs":500',
    'Each request of a client costs server 1 20 ms from now on, and a CONNECT 500 ms.',
  ],
  [
    { type: 'workChanged', server: 1, packetMs: 0, connectMs: 0 },
    '"server":1,"packetMs":0,"connectMs":0',
    'Requests cost server 1 no time again.',
  ],
  [
    { type: 'diskSlowed', server: 1, fsyncMs: 1500 },
    '"server":1,"fsyncMs":1500',
    'An fsync on server 1 takes 1500 ms from now on.',
  ],
  [
    { type: 'diskSlowed', server: 1, fsyncMs: 0 },
    '"server":1,"fsyncMs":0',
    'Server 1’s disk is as fast as usual again.',
  ],
  [
    { type: 'linkCut', from: 1, to: 3 },
    '"from":1,"to":3',
    'Nothing gets from server 1 to server 3 any more.',
  ],
  [
    { type: 'linkHealed', from: 'radiology', to: 3 },
    '"from":"radiology","to":3',
    'The way from radiology to server 3 is open again.',
  ],
  [
    { type: 'linkDelayed', from: 1, to: 3, ms: 40 },
    '"from":1,"to":3,"ms":40',
    'What server 1 sends to server 3 takes 40 ms longer.',
  ],
  [
    { type: 'linkDelayed', from: 1, to: 3, ms: 0 },
    '"from":1,"to":3,"ms":0',
    'What server 1 sends to server 3 is no longer delayed.',
  ],
  [
    { type: 'messageSent', ...letter },
    '"id":9,"from":3,"to":1,"message":"PROPOSAL","zxid":"0x100000004"',
    'Server 3 sends PROPOSAL 1·4 to server 1.',
  ],
  [
    {
      type: 'messageSent',
      id: 9,
      from: 'radiology',
      to: 1,
      message: { type: 'CALL', cxid: 1, op },
      class: null,
    },
    '"id":9,"from":"radiology","to":1,"message":"CALL"',
    'radiology sends CALL getData /a watch to server 1.',
  ],
  [
    { type: 'messageDelivered', ...letter },
    '"id":9,"from":3,"to":1,"message":"PROPOSAL","zxid":"0x100000004"',
    'PROPOSAL 1·4 from server 3 reaches server 1.',
  ],
  [
    { type: 'messageHeld', ...letter },
    '"id":9,"from":3,"to":1,"message":"PROPOSAL","zxid":"0x100000004"',
    'PROPOSAL 1·4 from server 3 to server 1 is held.',
  ],
  [
    { type: 'messageReleased', ...letter },
    '"id":9,"from":3,"to":1,"message":"PROPOSAL","zxid":"0x100000004"',
    'PROPOSAL 1·4 from server 3 to server 1 is let go.',
  ],
  [
    { type: 'messageIgnored', server: 1, from: 3, message: proposal, class: 'ENTRY', because },
    '"server":1,"from":3,"message":"PROPOSAL","zxid":"0x100000004","because":"…"',
    'Server 1 ignores PROPOSAL 1·4 from server 3.',
  ],
  [
    { type: 'connectionOpened', between: [1, 3] },
    '"between":[1,3]',
    'Server 1 and server 3 are connected.',
  ],
  [
    { type: 'connectionBroken', between: [1, 'radiology'], lost: [4], by: 1, how: 'died' },
    '"between":[1,"radiology"],"lost":[4],"by":1,"how":"died"',
    'The connection between server 1 and radiology is gone, and with it 1 message on the way.',
  ],
  [
    { type: 'connectionBroken', between: [1, 3], lost: [], by: 3, how: 'gaveUp' },
    '"between":[1,3],"lost":[],"by":3,"how":"gaveUp"',
    'The connection between server 1 and server 3 is gone.',
  ],
  [
    {
      ...{ type: 'stateChanged', server: 1, leaf: 'LOOKING.SETTLING', because },
      ...{ role: 'LOOKING', phase: 'ELECTION', standing: 'none' },
    },
    '"server":1,"state":"LOOKING","zabState":"ELECTION","because":"…"',
    'Server 1 is LOOKING (ELECTION).',
  ],
  [
    { type: 'voteChanged', server: 1, vote, because },
    '"server":1,"round":2,"leader":3,"peerEpoch":1,"zxid":"0x100000004","because":"…"',
    'Server 1 votes for server 3 in round 2 (epoch 1, zxid 1·4).',
  ],
  [
    { type: 'epochAccepted', server: 1, epoch: 2, because },
    '"server":1,"epoch":2,"because":"…"',
    'Server 1 accepts epoch 2 and has that on disk.',
  ],
  [
    { type: 'epochAdopted', server: 1, epoch: 2, because },
    '"server":1,"epoch":2,"because":"…"',
    'Server 1 is now in epoch 2.',
  ],
  [
    { type: 'leaderEstablished', server: 3, epoch: 2, lastZxid: zxid, because },
    '"server":3,"epoch":2,"lastZxid":"0x100000004","because":"…"',
    'Server 3 is the established leader of epoch 2; everything up to 1·4 is committed.',
  ],
  [
    { type: 'syncDecided', server: 3, learner: 1, mode: 'DIFF', because },
    '"server":3,"learner":1,"mode":"DIFF","because":"…"',
    'Server 3 brings server 1 up to date by DIFF.',
  ],
  [
    { type: 'proposed', server: 3, txn: TXN },
    '"server":3,"zxid":"0x100000004","txn":"…"',
    'Server 3 proposes 1·4: setData /a.',
  ],
  [
    { type: 'logged', server: 3, txn: TXN },
    '"server":3,"zxid":"0x100000004","txn":"…"',
    'Server 3 has 1·4 on disk.',
  ],
  [
    { type: 'committed', server: 3, txn: TXN, because },
    '"server":3,"zxid":"0x100000004","txn":"…","because":"…"',
    '1·4 is committed: setData /a.',
  ],
  [
    { type: 'applied', server: 3, txn: TXN },
    '"server":3,"zxid":"0x100000004","txn":"…"',
    'Server 3 applies 1·4: setData /a.',
  ],
  [
    { type: 'logTruncated', server: 1, zxid, because },
    '"server":1,"zxid":"0x100000004","because":"…"',
    'Server 1 cuts its log after 1·4.',
  ],
  [
    { type: 'snapshotInstalled', server: 1, from: 3, zxid },
    '"server":1,"from":3,"zxid":"0x100000004"',
    'Server 1 has saved server 3’s tree as of 1·4.',
  ],
  [
    { type: 'snapshotTaken', server: 1, zxid },
    '"server":1,"zxid":"0x100000004"',
    'Server 1 takes a snapshot as of 1·4.',
  ],
  [
    { type: 'noted', server: 1, because },
    '"server":1,"because":"…"',
    'Server 1: Leader 3 says UPTODATE: a quorum has the history,' +
      ' so the learner may serve clients.',
  ],
  [
    { type: 'serving', server: 1, zxid },
    '"server":1,"zxid":"0x100000004"',
    'Server 1 serves clients, up to date with 1·4.',
  ],
  [
    { type: 'stoppedServing', server: 1, zxid },
    '"server":1,"zxid":"0x100000004"',
    'Server 1 stops serving clients (last applied: 1·4).',
  ],
  [
    { type: 'sessionCreated', ...session },
    '"session":"0x1000000000a0000","client":"radiology","server":1',
    'Session 0x1000000000a0000 of radiology is made on server 1.',
  ],
  [
    { type: 'sessionMoved', ...session },
    '"session":"0x1000000000a0000","client":"radiology","server":1',
    'Session 0x1000000000a0000 of radiology moves to server 1.',
  ],
  [
    { type: 'sessionClosed', ...session },
    '"session":"0x1000000000a0000","client":"radiology","server":1',
    'Session 0x1000000000a0000 of radiology is closed.',
  ],
  [
    { type: 'sessionExpired', ...session, client: null },
    '"session":"0x1000000000a0000","client":null,"server":1',
    'Session 0x1000000000a0000 of a client has expired.',
  ],
  [
    { type: 'clientStateChanged', client: 'radiology', state: 'CONNECTED', told: 'SyncConnected' },
    '"client":"radiology","state":"CONNECTED","told":"SyncConnected"',
    'radiology is CONNECTED; its watchers are told SyncConnected.',
  ],
  [
    { type: 'clientStateChanged', client: 'radiology', state: 'ASSOCIATING', told: null },
    '"client":"radiology","state":"ASSOCIATING","told":null',
    'radiology is ASSOCIATING.',
  ],
  [{ type: 'clientFrozen', client: 'radiology' }, '"client":"radiology"', 'radiology is frozen.'],
  [{ type: 'clientResumed', client: 'radiology' }, '"client":"radiology"', 'radiology goes on.'],
  [
    { type: 'requested', client: 'radiology', server: 1, xid: 7, op },
    '"client":"radiology","server":1,"xid":7,"op":"getData","path":"/a"',
    'radiology asks server 1: getData /a watch.',
  ],
  [
    { type: 'replied', client: 'radiology', server: 1, xid: 7, op, result: 'NONODE', zxid },
    '"client":"radiology","server":1,"xid":7,"result":"NONODE","zxid":"0x100000004"',
    'Server 1 answers radiology: getData /a watch: NONODE.',
  ],
  [
    {
      type: 'replied',
      client: 'radiology',
      server: -1,
      xid: 8,
      op,
      result: 'CONNECTIONLOSS',
      zxid,
    },
    '"client":"radiology","server":0,"xid":8,"result":"CONNECTIONLOSS","zxid":"0x100000004"',
    'Nobody answers radiology: getData /a watch: CONNECTIONLOSS.',
  ],
  [
    {
      ...{ type: 'replied', client: 'radiology', server: -1, xid: 9, result: 'OK', zxid },
      op: { type: 'closeSession' },
    },
    '"client":"radiology","server":0,"xid":9,"result":"OK","zxid":"0x100000004"',
    'radiology has its answer: closeSession: OK.',
  ],
  [
    { type: 'watchFired', client: 'radiology', event: watched, zxid },
    '"client":"radiology","event":"NodeDeleted","path":"/a","zxid":"0x100000004"',
    'radiology is told: NodeDeleted /a.',
  ],
  [
    { type: 'recipeMoved', client: 'radiology', recipe: 'lock', state: 'waiting', because },
    '"client":"radiology","recipe":"lock","state":"waiting","because":"…"',
    'radiology’s lock: waiting.',
  ],
  [
    { type: 'violated', invariant: 'Agreement', because },
    '"invariant":"Agreement","because":"…"',
    'Broken: Agreement.',
  ],
  [
    { type: 'refused', because: { rule: 'refused.unknownServer', facts: { server: 9 } } },
    '"because":"…"',
    'There is no server 9 in this ensemble.',
  ],
];
