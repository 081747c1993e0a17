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
  'packet.missing': 'The packet is missing: its bytes in Base64.',
  'packet.base64': 'This is no Base64.',
  'packet.unreadable': 'No server can read this packet: it would close the connection.',
  'sid.missing': 'The number of a server is missing.',
  'sid.bad': '“{word}” is not the number of a server: those are 0 to {most}.',
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
  'zoo.malformed':
    'Line {line}: “{text}” is no character; four hexadecimal digits have to follow \\u, and a single backslash of a path is written \\\\ or /.',
  'zoo.whole':
    'Line {line}: {name} is “{text}”; it must be a whole number from {least} to {most}, with nothing behind it.',
  'zoo.long64':
    'Line {line}: {name} is “{text}”; it must be a whole number of at most 64 bits, with nothing behind it.',
  'zoo.boolean': 'Line {line}: {name} is “{text}”; it must be true or false.',
  'zoo.port': 'Line {line}: {name} is {port}; a port is a number from 0 to 65535.',
  'zoo.sid':
    'Line {line}: “{key}” does not name a server: server. is followed by a whole number from 0 to {most}.',
  'zoo.server': 'Line {line}: “{value}” is not a server’s address; write {usage}.',
  'zoo.blank':
    'Line {line}: there is a blank beside a port of “{value}”; a real server does not overlook it, and refuses the file.',
  'zoo.several':
    'Line {line}: “{value}” names several addresses of one server; that works only if multiAddress.enabled is set on the command line, not in a zoo.cfg.',
  'zoo.samePorts':
    'Line {line}: {port} is named twice; the port for followers and the one for elections must be different.',
  'zoo.twice':
    'Line {line}: there are two servers with the number {sid} (the first is on line {before}); every server has a number of its own.',
  'zoo.many': 'Line {line}: an ensemble has at most {most} servers here.',
  'zoo.electionAlg':
    'Line {line}: electionAlg is “{value}”; the only algorithm left is 3, fast leader election.',
  'zoo.peerType': 'Line {line}: peerType is “{value}”; it can be observer or participant.',
  'zoo.dynamic':
    'Line {line}: the servers stand in another file, {file}: drop both files here together, or put its lines in the place of this one.',
  'zoo.dynamicHere':
    'Line {line}: {key} has to stand in the file that dynamicConfigFile names, not in this one.',
  'zoo.dynamicKey':
    'Line {line} of the dynamic file: “{key}” does not belong there; it has lines that begin with server., group or weight.',
  'zoo.filesDiffer':
    '{other} says something else of {key}; here all servers share one configuration, so let the files agree.',
  'zoo.serversDiffer': '{other} lists other servers.',
  'zoo.needs': 'Line {line}: {name} is true, and {other} is not; it needs the other.',
  'zoo.dataDir': 'dataDir is missing: without it no server starts.',
  'zoo.path':
    'Line {line}: {name} is “{text}”; a real server takes no path that is so short, but for /.',
  'zoo.addressAlone': 'Line {line}: {name} is set, and {other} is not.',
  'zoo.sslScheme':
    'Line {line}: ssl.authProvider is “{scheme}”, and there is no {provider} to go with it.',
  'zoo.metrics': 'Line {line}: ZooKeeper has no provider of metrics that is called “{name}”.',
  'zoo.version': 'Line {line}: version is “{text}”; it must be a hexadecimal number.',
  'zoo.notPositive': 'Line {line}: {name} is {value}; it must be at least 1.',
  'zoo.group':
    'Line {line}: “{text}” does not make a group: every key that begins with group or weight does so, as group.1=1:2:3 or weight.1=2.',
  'zoo.inGroups': 'Line {line}: server {sid} is in more than one group.',
  'zoo.noGroup':
    'Line {line}: as soon as there are groups, every voter must be in one, and server {sid} is in none.',
  'zoo.noVoterInGroup': 'Line {line}: {sid} is in a group, but no voter.',
  'zoo.noVoter':
    'Line {line}: standaloneEnabled is false, and there is no voter: nobody can be elected, and a real server refuses to start.',
  'zoo.onlyObservers':
    'All servers are observers; without a voter nobody can be elected, and a real server refuses to start.',
  'zoo.loneVoter':
    'There is one voter and an observer: a single voter runs stand-alone and has no followers, so a real server refuses to start.',
  'zoo.portsDiffer':
    'Line {line}: server {sid} has {there} for its clients, and clientPort says {here}: the two must agree.',
  'zoo.missing': '{name} is missing: as soon as there are several servers, it must be set.',
  'zoo.sessionTimeouts':
    'Line {line}: minSessionTimeout ({min} ms) is larger than maxSessionTimeout ({max} ms).',
  'zoo.pace':
    'Line {line}: an election timeout of {wait} ms is less than five heartbeats of {beat} ms, and etcd does not start so.',
  'zoo.notice.standalone':
    'One server runs stand-alone: no election, no ZAB, and nothing survives its disk.',
  'zoo.notice.even':
    '{voters} voters survive the loss of {survives}, no more than {fewer} would: an even number is legal and buys nothing.',
  'zoo.notice.peerType':
    'peerType=observer is a setting of one server’s own file; here a server is an observer if its server line ends in :observer.',
  'zoo.notice.byteOrderMark':
    'The file begins with a byte order mark, which Java takes for a part of the first key: {name} has no effect.',
  'zoo.notice.noClientPort':
    'clientPort is not set: no client could connect to such a server. Here they do, at port 2181.',
  'zoo.notice.leaderServes': 'leaderServes=no: whoever leads hangs up on clients.',
  'zoo.notice.readOnlyMode':
    'readonlymode.enabled counts here; a real server takes it only from its command line, as -Dreadonlymode.enabled=true.',
  'zoo.notice.readOnlyAlone':
    'Without localSessionsEnabled=true a server that only reads gives nobody a new session: its answer is NOTREADONLY.',
  'zoo.notice.noWait':
    '{name} is negative: every answer comes too late, and nobody leads for long.',
  'zoo.notice.nonsense':
    '{name} is “{text}”, which is no number: a real server says so in its log and takes {value}, and so it is here.',
  'zoo.notice.wouldNotStart':
    '{name} is “{text}”, which is no number: a real server reads the file and then fails to start. Here it is {value}.',
  'zoo.notice.sidTooLarge':
    'With extendedTypesEnabled, a server with a number above 254 cannot lead: while it keeps winning elections, nobody serves ({sids}).',
  'zoo.notice.snapCount': 'snapCount is {count}: a real server takes {least} instead.',
  'zoo.notice.commitLogCount':
    'commitLogCount is {count}: a real server takes nothing below {least}. It is honoured here, so that SNAP can be seen sooner.',
  'zoo.notice.snapshotSizeFactor':
    'snapshotSizeFactor is {factor}: a real server takes nothing above 1, but 0.33 instead. It is honoured here, so that a DIFF from disk can be seen sooner.',
  'zoo.notice.clock':
    'The servers’ clocks begin at {date}: a switch of this simulator; without it they begin in 1970.',
  'zoo.notice.firstCounter':
    'Counters begin at {counter} in each epoch, not at 0: a switch of this simulator, so that the rollover can be seen.',
  'zoo.notice.firstVersion':
    'Versions of nodes begin at {version}, not at 0: a switch of this simulator, so that the step from 2147483647 to -2147483648 can be seen.',
  'zoo.notice.firstSequence':
    'Numbers of sequential nodes begin at {sequence}, not at 0: a switch of this simulator, so that their end at 2147483647 can be seen.',
  'zoo.notice.election':
    'Members of etcd say every {beat} ms that they lead, and wait for that at least {wait} ms: a switch of this simulator; a real one is given both on the command line.',
  'zoo.notice.backendQuota':
    'A member of etcd raises an alarm when its database would be larger than {bytes} bytes: a switch of this simulator; a real one is given it on the command line.',
  'zoo.notice.maxBuffer':
    'jute.maxbuffer is {bytes} bytes on servers and clients: a switch of this simulator; real ones are given it on the command line.',
  'zoo.notice.unmodelled': 'Not modelled, so without effect here: {names}',
  'zoo.notice.prefixed':
    'Without effect, on a real server, too, since it puts zookeeper. before every key itself: {names}',
  'zoo.notice.unknown':
    'Without effect, on a real server, too, since ZooKeeper 3.8.0 reads no such setting from a zoo.cfg: {names}',
} as const;
