"""A tour of kazoo against an ensemble: every line it prints is the same at a real one and here.

usage: kazoo-tour.py HOST:PORT,HOST:PORT,...
"""
import datetime
import sys
import threading
import time
import warnings

from kazoo.client import KazooClient
from kazoo.exceptions import KazooException
from kazoo.recipe.cache import TreeCache
from kazoo.recipe.watchers import ChildrenWatch, DataWatch
from kazoo.security import ANYONE_ID_UNSAFE, ACL, make_acl, make_digest_acl


def said(what, ask):
    """Prints what a call answers, or what it raises."""
    try:
        answer = ask()
    except KazooException as error:
        answer = type(error).__name__
    print(what, answer)


def until(holds, seconds=10):
    end = time.time() + seconds
    while not holds():
        if time.time() > end:
            return False
        time.sleep(0.02)
    return True


def main(hosts):
    # Both at one server: at another one what was just written may not be seen yet.
    first = hosts.split(',')[0]
    zk = KazooClient(hosts=first, timeout=10)
    other = KazooClient(hosts=first, timeout=10)
    zk.start()
    other.start()
    said('create', lambda: zk.create('/tour', b'x'))
    said('again', lambda: zk.create('/tour', b'x'))
    said('below nothing', lambda: zk.create('/none/tour', b'x'))
    said('sequence', lambda: zk.create('/tour/s-', b'', sequence=True))
    said('ephemeral', lambda: zk.create('/tour/e', b'', ephemeral=True))
    said('below an ephemeral', lambda: zk.create('/tour/e/x', b''))
    said('get', lambda: zk.get('/tour')[0])
    said('set', lambda: zk.set('/tour', b'y').version)
    said('old version', lambda: zk.set('/tour', b'z', version=0))
    said('exists', lambda: zk.exists('/tour').dataLength)
    said('missing', lambda: zk.exists('/none'))
    said('children', lambda: zk.get_children('/tour'))
    said('not empty', lambda: zk.delete('/tour'))
    for name in ('h', 'a', 'i'):
        zk.create('/tour/' + name)
    said('children', lambda: zk.get_children('/tour'))
    said('acls', lambda: zk.get_acls('/tour')[0])
    said('digest', lambda: zk.create('/tour/d', b'', acl=[make_digest_acl('u', 'p', all=True)]))
    said('no auth', lambda: other.get('/tour/d'))
    said('auth', lambda: other.add_auth('digest', 'u:p'))
    said('with auth', lambda: other.get('/tour/d')[0])
    good = zk.transaction()
    good.create('/tour/t', b'1')
    good.set_data('/tour/t', b'2')
    good.delete('/tour/t')
    said('transaction', lambda: [type(one).__name__ for one in good.commit()])
    bad = zk.transaction()
    bad.create('/tour/t', b'1')
    bad.check('/tour', 99)
    bad.delete('/tour')
    said('rolled back', lambda: [type(one).__name__ for one in bad.commit()])
    said('sync', lambda: other.sync('/tour'))
    events = []
    zk.get('/tour', watch=lambda event: events.append((event.type, event.path)))
    other.set('/tour', b'w')
    said('watch', lambda: until(lambda: events) and events)
    seen = []
    DataWatch(zk, '/tour', lambda data, stat: seen.append(data) and None)
    other.set('/tour', b'v')
    said('data watch', lambda: until(lambda: b'v' in seen))
    kids = []
    ChildrenWatch(zk, '/tour', lambda names: kids.append(sorted(names)) and None)
    other.create('/tour/k')
    said('children watch', lambda: until(lambda: kids and 'k' in kids[-1]))
    nodes(zk)
    lists(zk, other)
    changes(zk, other)
    watches(zk, other)
    recipes(zk, other)
    more_recipes(zk, other)
    below(hosts)
    said('ephemerals go', lambda: (zk.stop(), until(lambda: not other.exists('/tour/e'))))
    other.delete('/tour/way/ip2')
    other.delete('/tour', recursive=True)
    said('cleared', lambda: other.exists('/tour'))
    other.stop()


def stat_of(stat):
    """What of a Stat is the same in every run: zxids are, hours are not."""
    return [hex(n) for n in (stat.czxid, stat.mzxid, stat.pzxid)], stat[4:7], stat.dataLength, stat.numChildren


def nodes(zk):
    said('ensured', lambda: zk.ensure_path('/tour/way/to/it'))
    said('ensured again', lambda: zk.ensure_path('/tour/way/to/it'))
    said('made with its path', lambda: zk.create('/tour/way/and/on', b'', makepath=True))
    said('data too', lambda: zk.create('/tour/way/data', b'abc', include_data=True)[0])
    said('stat of the new', lambda: stat_of(zk.create('/tour/way/two', b'abc', include_data=True)[1]))
    said('counted', lambda: [zk.create('/tour/way/n-', b'', sequence=True) for _ in range(3)])
    said('counted, ephemeral', lambda: zk.create('/tour/way/n-', b'', ephemeral=True, sequence=True))
    said('stat', lambda: stat_of(zk.get('/tour/way')[1]))
    said('is ephemeral', lambda: zk.exists('/tour/e').ephemeralOwner == zk.client_id[0])
    said('empty', lambda: zk.set('/tour/way/data', b'').dataLength)
    said('bytes', lambda: zk.set('/tour/way/data', bytes(range(256))).dataLength)
    said('the same bytes', lambda: zk.get('/tour/way/data')[0] == bytes(range(256)))
    said('long', lambda: zk.set('/tour/way/data', b'x' * 1000000).dataLength)
    said('name', lambda: zk.create('/tour/way/\u00e9\u4e2d', b''))
    said('its name', lambda: sorted(zk.get_children('/tour/way'))[-1])
    said('no name', lambda: zk.create('/tour/way/\x01', b''))
    said('set of nothing', lambda: zk.set('/tour/none', b'x'))
    said('delete of nothing', lambda: zk.delete('/tour/none'))
    said('delete, old', lambda: zk.delete('/tour/way/data', version=0))
    said('delete', lambda: zk.delete('/tour/way/data', version=3))
    said('a tree', lambda: zk.delete('/tour/way/and', recursive=True))
    said('root', lambda: zk.delete('/'))
    said('of the ensemble', lambda: zk.get('/zookeeper/config')[1].version)
    said('version', lambda: zk.server_version())
    said('words', lambda: zk.command(b'ruok'))


def lists(zk, other):
    said('list', lambda: zk.get_acls('/tour/way')[0])
    said('set', lambda: zk.set_acls('/tour/way/two', [make_acl('world', 'anyone', read=True)]).aversion)
    said('only read', lambda: zk.set('/tour/way/two', b'x'))
    said('read', lambda: zk.get('/tour/way/two')[0])
    said('not again', lambda: zk.set_acls('/tour/way/two', [make_acl('world', 'anyone', all=True)]))
    said('its list', lambda: zk.get_acls('/tour/way/two')[0])
    said('old version', lambda: zk.set_acls('/tour/way', [ACL(31, ANYONE_ID_UNSAFE)], version=9))
    said('of nothing', lambda: zk.set_acls('/tour/none', [ACL(31, ANYONE_ID_UNSAFE)]))
    said('bad', lambda: zk.create('/tour/way/bad', b'', acl=[make_acl('nosuch', 'x', all=True)]))
    said('empty', lambda: zk.create('/tour/way/bad', b'', acl=[]))
    said('by address', lambda: zk.create('/tour/way/ip', b'1', acl=[make_acl('ip', '127.0.0.1', all=True)]))
    said('at it', lambda: other.get('/tour/way/ip')[0])
    said('of another', lambda: zk.create('/tour/way/ip2', b'', acl=[make_acl('ip', '10.0.0.0/8', all=True)]))
    said('not at it', lambda: other.get('/tour/way/ip2'))
    said('list of others', lambda: other.get_acls('/tour/way/ip2'))
    said('two lists', lambda: zk.create('/tour/way/both', b'', acl=[
        make_acl('world', 'anyone', read=True), make_digest_acl('u', 'p', write=True, admin=True)]))
    said('no write', lambda: zk.set('/tour/way/both', b'x'))
    said('write', lambda: other.set('/tour/way/both', b'x').version)
    said('list for who may', lambda: other.get_acls('/tour/way/both')[0])
    said('list for others', lambda: zk.get_acls('/tour/way/both')[0])


def changes(zk, other):
    def commit(*ops):
        t = zk.transaction()
        for name, args in ops:
            getattr(t, name)(*args)
        return [a if isinstance(a, (str, bool)) else type(a).__name__ for a in t.commit()]
    said('nothing', lambda: commit())
    said('made', lambda: commit(('create', ('/tour/m', b'')), ('create', ('/tour/m/x', b''))))
    said('made, ephemeral, counted', lambda: commit(('create', ('/tour/m/n-', b'', None, True, True))))
    said('set twice', lambda: commit(('set_data', ('/tour/m', b'1', 0)), ('set_data', ('/tour/m', b'2', 1))))
    said('second fails', lambda: commit(('set_data', ('/tour/m', b'1')), ('set_data', ('/tour/m', b'2', 1))))
    said('nothing of it', lambda: (zk.get('/tour/m')[0], zk.get('/tour/m')[1].version))
    said('checked', lambda: commit(('check', ('/tour/m', 2)), ('delete', ('/tour/m/x', 0))))
    said('not empty', lambda: commit(('delete', ('/tour/m',))))
    said('there', lambda: commit(('create', ('/tour/m', b'')), ('delete', ('/tour/m',))))
    said('below nothing', lambda: commit(('create', ('/tour/q/x', b'')), ('create', ('/tour/q', b''))))
    said('no auth', lambda: commit(('set_data', ('/tour/way/both', b'y')), ('delete', ('/tour/m',))))
    said('one zxid', lambda: (commit(('create', ('/tour/z1', b'')), ('create', ('/tour/z2', b''))),
                              zk.exists('/tour/z1').czxid == zk.exists('/tour/z2').czxid))


def watches(zk, other):
    events = []
    def note(event):
        events.append((event.type, event.state, event.path))
    def told(count):
        until(lambda: len(events) >= count, 5)
        answer = list(events)
        del events[:]
        return answer
    said('none there', lambda: zk.exists('/tour/w', watch=note))
    other.create('/tour/w', b'')
    said('created', lambda: told(1))
    zk.get('/tour/w', watch=note)
    zk.get_children('/tour/w', watch=note)
    other.create('/tour/w/x', b'')
    said('child', lambda: told(1))
    other.set('/tour/w', b'1')
    said('changed', lambda: told(1))
    other.set('/tour/w', b'2')
    zk.sync('/tour/w')
    said('once', lambda: told(0))
    zk.get_children('/tour/w', watch=note)
    zk.exists('/tour/w', watch=note)
    other.delete('/tour/w', recursive=True)
    said('deleted', lambda: sorted(told(2)))
    zk.exists('/tour/e2', watch=note)
    third = KazooClient(hosts=','.join('%s:%d' % h for h in zk.hosts))
    third.start()
    third.create('/tour/e2', b'', ephemeral=True)
    said('its owner came', lambda: told(1))
    zk.exists('/tour/e2', watch=note)
    third.stop()
    said('its owner went', lambda: told(1))
    states = []
    third.add_listener(states.append)
    third.start()
    third.stop()
    said('states', lambda: until(lambda: len(states) == 2) and states)


def recipes(zk, other):
    lock, rival = zk.Lock('/tour/lock', 'one'), other.Lock('/tour/lock', 'two')
    said('lock', lock.acquire)
    said('rival', lambda: rival.acquire(blocking=False))
    said('contenders', lock.contenders)
    threading.Timer(0.3, lock.release).start()
    said('handed over', lambda: rival.acquire(timeout=5))
    said('released', rival.release)
    counter = zk.Counter('/tour/counter')
    counter += 5
    counter -= 2
    said('counter', lambda: counter.value)
    queue = zk.Queue('/tour/queue')
    for item in (b'a', b'b', b'c'):
        queue.put(item)
    said('queue', lambda: [queue.get() for _ in range(4)])
    barrier = zk.Barrier('/tour/barrier')
    barrier.create()
    said('barrier', lambda: other.Barrier('/tour/barrier').wait(0.2))
    threading.Timer(0.2, barrier.remove).start()
    said('barrier falls', lambda: other.Barrier('/tour/barrier').wait(5))
    led = []
    zk.Election('/tour/election', 'one').run(lambda: led.append('one'))
    said('election', lambda: led)
    party = zk.Party('/tour/party', 'one')
    party.join()
    said('party', lambda: sorted(other.Party('/tour/party', 'two')))
    party.leave()
    semaphore = zk.Semaphore('/tour/semaphore', 'one', max_leases=1)
    said('semaphore', semaphore.acquire)
    said('lease holders', semaphore.lease_holders)
    said('given back', semaphore.release)


def more_recipes(zk, other):
    read, write = zk.ReadLock('/tour/rw', 'r'), other.WriteLock('/tour/rw', 'w')
    said('read lock', read.acquire)
    said('two read', lambda: other.ReadLock('/tour/rw', 'r2').acquire(timeout=3))
    said('write waits', lambda: write.acquire(blocking=False))
    said('released', read.release)
    said('still one', lambda: write.acquire(blocking=False))
    said('contenders', lambda: zk.ReadLock('/tour/rw').contenders())
    lease = zk.NonBlockingLease('/tour/lease', datetime.timedelta(minutes=5), 'one')
    said('lease', lambda: bool(lease))
    said('lease held', lambda: bool(other.NonBlockingLease('/tour/lease', datetime.timedelta(minutes=5), 'two')))
    said('again', lambda: bool(zk.NonBlockingLease('/tour/lease', datetime.timedelta(minutes=5), 'one')))
    queue = zk.LockingQueue('/tour/lq')
    said('put', lambda: (queue.put(b'low', 200), queue.put(b'high', 50), queue.put_all([b'x', b'y'])))
    said('length', lambda: len(queue))
    said('first', lambda: queue.get(5))
    said('held', queue.holds_lock)
    said('not for others', lambda: other.LockingQueue('/tour/lq').get(5))
    said('consumed', queue.consume)
    said('next', lambda: (queue.get(5), queue.consume()))
    said('left', lambda: len(queue))
    double = zk.DoubleBarrier('/tour/double', 2, 'one')
    twin = other.DoubleBarrier('/tour/double', 2, 'two')
    entered = []
    thread = threading.Thread(target=lambda: (double.enter(), entered.append('one'), double.leave()))
    thread.start()
    said('alone', lambda: (time.sleep(0.3), entered)[1])
    said('both', lambda: (twin.enter(), until(lambda: entered), entered)[2])
    twin.leave()
    thread.join(5)
    said('left', lambda: thread.is_alive())
    party = zk.ShallowParty('/tour/shallow', 'one')
    party.join()
    said('shallow', lambda: (len(other.ShallowParty('/tour/shallow')), list(other.ShallowParty('/tour/shallow'))))
    party.leave()
    said('gone', lambda: len(party))
    cache, changes = TreeCache(zk, '/tour/tree'), []
    cache.listen(lambda event: changes.append((event.event_type, event.event_data and event.event_data.path)))
    cache.start()
    until(lambda: changes)
    for step in (lambda: other.create('/tour/tree/a', b'1', makepath=True),
                 lambda: other.set('/tour/tree/a', b'2'), lambda: other.delete('/tour/tree/a')):
        count = len(changes)
        step()
        until(lambda: len(changes) > count)
    said('tree', lambda: changes)
    said('cached', lambda: (cache.get_data('/tour/tree').data, cache.get_children('/tour/tree')))
    cache.close()
    partition = zk.SetPartitioner('/tour/parts', set='abc', identifier='one', time_boundary=0.2)
    said('parts', lambda: (until(lambda: partition.acquired or partition.release), sorted(partition)))
    partition.finish()
    floating = other.Counter('/tour/floating', default=1.5)
    floating += 2.25
    said('floating', lambda: (floating.value, zk.get('/tour/floating')[0]))
    said('retried', lambda: zk.retry(zk.get, '/tour/floating')[0])


def below(hosts):
    """A client whose root is below."""
    warnings.simplefilter('ignore')  # that there is no root yet
    zk = KazooClient(hosts=hosts + '/tour/root')
    zk.start()
    said('no root yet', lambda: zk.create('/x', b''))
    said('root', lambda: zk.ensure_path('/'))
    said('below', lambda: zk.create('/x', b'1'))
    said('counted', lambda: zk.create('/n-', b'', sequence=True))
    said('children', lambda: zk.get_children('/'))
    events = []
    zk.get('/x', watch=lambda event: events.append((event.type, event.path)))
    zk.set('/x', b'2')
    said('told', lambda: until(lambda: events) and events)
    zk.stop()
    zk.close()


main(sys.argv[1])
