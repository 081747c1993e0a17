"""A tour of kazoo against an ensemble: every line it prints is the same at a real one and here.

usage: kazoo-tour.py HOST:PORT,HOST:PORT,...
"""
import sys
import threading
import time

from kazoo.client import KazooClient
from kazoo.exceptions import KazooException
from kazoo.recipe.watchers import ChildrenWatch, DataWatch
from kazoo.security import make_digest_acl


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
    zk = KazooClient(hosts=hosts, timeout=10)
    other = KazooClient(hosts=hosts, timeout=10)
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
    recipes(zk, other)
    said('ephemerals go', lambda: (zk.stop(), until(lambda: not other.exists('/tour/e'))))
    other.delete('/tour', recursive=True)
    said('cleared', lambda: other.exists('/tour'))
    other.stop()


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


main(sys.argv[1])
