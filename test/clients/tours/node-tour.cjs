/**
 * A tour of node-zookeeper-client: every line it prints is the same at a real ensemble and here.
 *   node node-tour.cjs MODULE HOST:PORT,...
 */
const [, , path, hosts] = process.argv;
// Both clients at one server: at another one what was just written may not be seen yet.
const [first] = hosts.split(',');
const zk = require(path);

const { CreateMode, ACL, Permission, Id } = zk;
const connect = () =>
  new Promise((resolve) => {
    const client = zk.createClient(first, { sessionTimeout: 15_000 });
    client.once('connected', () => resolve(client));
    client.connect();
  });

/** What a call answers, or the name of its error. */
const ask = (client, method, ...args) =>
  new Promise((resolve) => {
    client[method](...args, (error, ...answers) =>
      resolve(error ? { error: error.getName?.() ?? error.message } : { answers }),
    );
  });

const words = (value) => {
  if (value === null || value === undefined) return 'nothing';
  if (Buffer.isBuffer(value)) return `"${value.toString()}"`;
  if (Array.isArray(value)) return `[${value.map(words).join(', ')}]`;
  if (value.czxid !== undefined) {
    const { version, cversion, aversion, dataLength, numChildren } = value;
    const zxids = [value.czxid, value.mzxid, value.pzxid].map((one) => one.toString('hex'));
    return `stat ${zxids} ${[version, cversion, aversion, dataLength, numChildren]}`;
  }
  if (value.permission !== undefined)
    return `${value.permission} ${value.id.scheme}:${value.id.id}`;
  if (value.type !== undefined) return `op ${value.type}`;
  return String(value);
};

async function said(what, ...call) {
  const { error, answers = [] } = await ask(...call);
  console.log(`${what}: ${error ?? answers.map(words).join(' ')}`);
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
async function until(holds) {
  for (let i = 0; i < 500 && !holds(); i++) await pause(10);
}

async function main() {
  const one = await connect();
  const two = await connect();
  console.log(`state: ${one.getState().name}, ${one.getSessionTimeout()} ms`);
  await said('create', one, 'create', '/tour', Buffer.from('x'));
  await said('again', one, 'create', '/tour', Buffer.from('x'));
  await said('below nothing', one, 'create', '/none/x');
  await said('no data', one, 'create', '/tour/n');
  await said('ephemeral', one, 'create', '/tour/e', CreateMode.EPHEMERAL);
  await said('below it', one, 'create', '/tour/e/x');
  await said('counted', one, 'create', '/tour/s-', CreateMode.PERSISTENT_SEQUENTIAL);
  await said('counted, ephemeral', one, 'create', '/tour/s-', CreateMode.EPHEMERAL_SEQUENTIAL);
  await said('path', one, 'mkdirp', '/tour/a/b/c');
  await said('path again', one, 'mkdirp', '/tour/a/b/c');
  await said('get', one, 'getData', '/tour');
  await said('get nothing', one, 'getData', '/tour/none');
  await said('set', one, 'setData', '/tour', Buffer.from('abc'));
  await said('set, old', one, 'setData', '/tour', Buffer.from('abc'), 0);
  await said('exists', one, 'exists', '/tour');
  await said('missing', one, 'exists', '/none');
  await said('children', one, 'getChildren', '/tour');
  await said('below', one, 'listSubTreeBFS', '/tour');
  await said('no children', one, 'getChildren', '/none');
  await said('remove', one, 'remove', '/tour/n');
  await said('remove nothing', one, 'remove', '/tour/n');
  await said('not empty', one, 'remove', '/tour');
  await said('acl', one, 'getACL', '/tour');
  await said('read only', one, 'setACL', '/tour/a', [
    new ACL(Permission.READ, new Id('world', 'anyone')),
  ]);
  await said('refused', one, 'setData', '/tour/a', Buffer.from('x'));
  await said('bad acl', one, 'create', '/tour/bad', [
    new ACL(Permission.ALL, new Id('nosuch', 'x')),
  ]);
  one.addAuthInfo('digest', Buffer.from('u:p'));
  await said('mine', one, 'create', '/tour/mine', Buffer.from('m'), ACL.CREATOR_ALL_ACL);
  await said('its acl', one, 'getACL', '/tour/mine');
  await said('not yours', two, 'getData', '/tour/mine');
  two.addAuthInfo('digest', Buffer.from('u:p'));
  await said('yours, too', two, 'getData', '/tour/mine');
  await changes(one);
  await watches(one, two);
  one.close();
  await until(() => one.getState().name === 'DISCONNECTED');
  console.log(`closed: ${one.getState().name}`);
  await said('its ephemerals', two, 'exists', '/tour/e');
  await said('a tree', two, 'removeRecursive', '/tour');
  await said('left', two, 'getChildren', '/');
  two.close();
  await pause(100);
  process.exit(0);
}

async function changes(one) {
  const commit = (what, transaction) => said(what, transaction, 'commit');
  await commit(
    'together',
    one.transaction().create('/tour/t').setData('/tour/t', Buffer.from('1')).check('/tour/t', 1),
  );
  await commit('not', one.transaction().remove('/tour/t').check('/tour', 99));
  await said('still', one, 'getData', '/tour/t');
  await commit('gone', one.transaction().remove('/tour/t', 1));
  await commit('below nothing', one.transaction().create('/tour/q/x').create('/tour/q'));
}

async function watches(one, two) {
  const told = [];
  const note = (event) => told.push(`${event.name} ${event.path}`);
  const heard = async (what, count) => {
    await until(() => told.length >= count);
    console.log(`${what}: ${told.splice(0).sort().join(', ')}`);
  };
  await said('none there', one, 'exists', '/tour/w', note);
  await said('made', two, 'create', '/tour/w');
  await heard('told', 1);
  await said('watched', one, 'getData', '/tour/w', note);
  await said('watched', one, 'getChildren', '/tour/w', note);
  await said('below', two, 'create', '/tour/w/x');
  await heard('told', 1);
  await said('set', two, 'setData', '/tour/w', Buffer.from('1'));
  await heard('told', 1);
  await said('set', two, 'setData', '/tour/w', Buffer.from('2'));
  await said('watched', one, 'getChildren', '/tour/w', note);
  await said('tree', two, 'removeRecursive', '/tour/w');
  await heard('told', 1);
}

main();
