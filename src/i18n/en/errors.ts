/** What a person typed that cannot be carried out, and what to type instead. */
export const errors = {
  'word.unknown': '“{word}” is not a command.',
  'word.missing': 'A word is missing at the end.',
  'word.expected': '“{word}” is expected here.',
  'word.unfit': '“{word}” does not belong here.',
  'word.extra': '“{word}” is one word too many.',
  'word.list': 'Commands are: {words}; and a client’s name with a colon, then a zkCli command.',
  near: 'Did you mean “{near}”?',
  usage: 'Write: {usage}',
  'line.long': 'A line has at most {most} characters.',
  'time.bad': '“@{word}” is not a time: write the milliseconds, as in @12841.203.',
  'sid.missing': 'The number of a server is missing.',
  'sid.bad': '“{word}” is not the number of a server: those are 1 to {most}.',
  'client.missing': 'The name of a client is missing.',
  'name.bad':
    '“{word}” is not a client’s name: it begins with a letter and has at most {most} letters, digits, - and _.',
  'name.reserved': 'A client cannot be called “{word}”: that is a command.',
  'endpoint.missing': 'A server’s number or a client’s name is missing.',
  'ends.same': '{end} cannot be cut off from itself: name two different ends.',
  'ends.clients': 'Two clients are never connected to each other: name a server.',
  'number.missing': 'A number is missing.',
  'number.bad': '“{word}” does not fit here: write a whole number from {least} to {most}.',
  'millis.bad': '“{word}” does not fit here: write milliseconds from 0 to {most}.',
  'message.missing': 'The type of a message is missing.',
  'message.unknown': '“{word}” is not a message that servers send.',
  'message.list': 'They are: {names}',
  'until.unknown': 'Nothing can be awaited that is called “{word}”.',
  'recipe.missing': 'The name of a recipe is missing.',
  'recipe.unknown': '“{word}” is not a recipe.',
  'path.missing': 'A path is missing.',
  'path.bad': 'ZooKeeper does not take this path: {line}.',
  'ask.empty': 'After “{client}:” a zkCli command is missing, such as: ls /',
  'zoo.long': 'A zoo.cfg has at most {most} characters.',
  'zoo.nonsense': 'Line {line}: “{text}” is not a setting; write name=value.',
  'zoo.whole': 'Line {line}: {name} is “{text}”; it must be a whole number from {least} to {most}.',
  'zoo.number': 'Line {line}: {name} is “{text}”; it must be a number.',
  'zoo.sid':
    'Line {line}: “{key}” does not name a server: server. is followed by a number from 1 to {most}.',
  'zoo.server': 'Line {line}: “{value}” is not a server’s address; write {usage}.',
  'zoo.twice':
    'Line {line}: there are two servers with the number {sid}; every server has a number of its own.',
  'zoo.many': 'Line {line}: an ensemble has at most {most} servers here.',
  'zoo.electionAlg':
    'Line {line}: electionAlg is “{value}”; the only algorithm left is 3, fast leader election.',
  'zoo.peerType': 'Line {line}: peerType is “{value}”; it can be observer or participant.',
  'zoo.onlyObservers':
    'All servers are observers; without a voter nobody can be elected, and a real server refuses to start.',
  'zoo.loneVoter':
    'There is one voter and an observer: a single voter runs stand-alone and has no followers, so a real server refuses to start.',
  'zoo.missing': '{name} is missing: as soon as there are several servers, it must be set.',
  'zoo.sessionTimeouts':
    'minSessionTimeout ({min} ms) is larger than maxSessionTimeout ({max} ms).',
  'zoo.notice.standalone':
    'One server runs stand-alone: no election, no ZAB, and nothing survives its disk.',
  'zoo.notice.even':
    '{voters} voters survive the loss of {survives}, no more than {fewer} would: an even number is legal and buys nothing.',
  'zoo.notice.peerType':
    'peerType=observer is a setting of one server’s own file; here a server is an observer if its server line ends in :observer.',
  'zoo.notice.commitLogCount':
    'commitLogCount is {count}: a real server takes nothing below {least}. It is honoured here, so that SNAP can be seen sooner.',
  'zoo.notice.firstCounter':
    'Counters begin at {counter} in each epoch, not at 0: a switch of this simulator, so that the rollover can be seen.',
  'zoo.notice.unmodelled': 'Not modelled, so without effect here: {names}',
} as const;
