import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.recipes.atomic.AtomicValue;
import org.apache.curator.framework.recipes.atomic.DistributedAtomicLong;
import org.apache.curator.framework.recipes.barriers.DistributedBarrier;
import org.apache.curator.framework.recipes.barriers.DistributedDoubleBarrier;
import org.apache.curator.framework.recipes.cache.CuratorCache;
import org.apache.curator.framework.recipes.cache.CuratorCacheListener;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.framework.recipes.leader.LeaderSelector;
import org.apache.curator.framework.recipes.leader.LeaderSelectorListenerAdapter;
import org.apache.curator.framework.recipes.locks.InterProcessMultiLock;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;
import org.apache.curator.framework.recipes.locks.InterProcessReadWriteLock;
import org.apache.curator.framework.recipes.locks.InterProcessSemaphoreMutex;
import org.apache.curator.framework.recipes.locks.InterProcessSemaphoreV2;
import org.apache.curator.framework.recipes.locks.Lease;
import org.apache.curator.framework.recipes.nodes.GroupMember;
import org.apache.curator.framework.recipes.nodes.PersistentNode;
import org.apache.curator.framework.recipes.nodes.PersistentTtlNode;
import org.apache.curator.framework.recipes.queue.SimpleDistributedQueue;
import org.apache.curator.framework.recipes.shared.SharedCount;
import org.apache.curator.framework.recipes.shared.SharedValue;
import org.apache.curator.retry.RetryOneTime;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.data.Stat;

/** A tour of Curator: every line it prints is the same at a real ensemble and here. */
public class Curator {
  static CuratorFramework one;
  static CuratorFramework two;

  /** Prints what a call answers, or what it throws. */
  static void said(String what, Callable<Object> ask) {
    Object answer;
    try {
      answer = ask.call();
    } catch (KeeperException error) {
      answer = error.code();
    } catch (Exception error) {
      answer = error.getClass().getSimpleName();
    }
    if (answer instanceof byte[] bytes) answer = new String(bytes, StandardCharsets.UTF_8);
    System.out.println(what + ": " + answer);
  }

  static byte[] data(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static boolean until(BooleanSupplier holds) throws InterruptedException {
    for (int i = 0; i < 1000 && !holds.getAsBoolean(); i++) Thread.sleep(10);
    return holds.getAsBoolean();
  }

  static CuratorFramework client(String hosts) throws Exception {
    CuratorFramework made =
        CuratorFrameworkFactory.builder()
            .connectString(hosts)
            .defaultData(new byte[0]) // else it is this machine's address
            .sessionTimeoutMs(15000)
            .connectionTimeoutMs(15000)
            .retryPolicy(new RetryOneTime(100))
            .build();
    made.start();
    made.blockUntilConnected();
    return made;
  }

  public static void main(String[] args) throws Exception {
    // Both at one server: at another one what was just written may not be seen yet.
    String first = args[0].split(",")[0];
    one = client(first);
    two = client(first);
    nodes();
    watches();
    transactions();
    locks();
    leaders();
    barriers();
    counts();
    caches();
    others();
    namespaces();
    said("closed", () -> { one.close(); return one.getState(); });
    said("its ephemerals", () -> until(() -> isGone("/eph")));
    said("deleted", () -> two.delete().deletingChildrenIfNeeded().forPath("/tour"));
    said("left", () -> new TreeSet<>(two.getChildren().forPath("/")));
    two.close();
    System.exit(0);
  }

  static boolean isGone(String path) {
    try {
      return two.checkExists().forPath(path) == null;
    } catch (Exception error) {
      return false;
    }
  }

  static String stat(Stat stat) {
    return List.of(stat.getVersion(), stat.getCversion(), stat.getAversion(),
        stat.getDataLength(), stat.getNumChildren()).toString();
  }

  static void nodes() {
    said("create", () -> one.create().forPath("/tour", data("x")));
    said("again", () -> one.create().forPath("/tour", data("x")));
    said("or set", () -> one.create().orSetData().forPath("/tour", data("y")));
    said("below nothing", () -> one.create().forPath("/tour/a/b"));
    said("parents", () -> one.create().creatingParentsIfNeeded().forPath("/tour/a/b", data("b")));
    said("containers", () -> one.create().creatingParentContainersIfNeeded().forPath("/tour/c/d"));
    said("protected", () -> one.create().withProtection().withMode(CreateMode.EPHEMERAL_SEQUENTIAL)
        .forPath("/tour/p-").replaceAll("_c_[0-9a-f-]{36}", "GUID"));
    said("sequential", () -> one.create().withMode(CreateMode.PERSISTENT_SEQUENTIAL).forPath("/tour/s-"));
    said("ephemeral", () -> one.create().withMode(CreateMode.EPHEMERAL).forPath("/eph"));
    said("below an ephemeral", () -> one.create().forPath("/eph/x"));
    said("container", () -> one.create().withMode(CreateMode.CONTAINER).forPath("/tour/cont"));
    said("ttl", () -> one.create().withTtl(600000).withMode(CreateMode.PERSISTENT_WITH_TTL).forPath("/tour/ttl"));
    said("stat of the new", () -> {
      Stat stat = new Stat();
      one.create().storingStatIn(stat).forPath("/tour/st", data("abc"));
      return stat(stat);
    });
    said("get", () -> one.getData().forPath("/tour"));
    said("stat", () -> {
      Stat stat = new Stat();
      one.getData().storingStatIn(stat).forPath("/tour");
      return stat(stat);
    });
    said("missing", () -> one.checkExists().forPath("/none"));
    said("get of nothing", () -> one.getData().forPath("/none"));
    said("set", () -> stat(one.setData().forPath("/tour", data("longer"))));
    said("old version", () -> one.setData().withVersion(0).forPath("/tour", data("z")));
    said("children", () -> one.getChildren().forPath("/tour/a"));
    said("not empty", () -> one.delete().forPath("/tour/a"));
    said("delete", () -> one.delete().deletingChildrenIfNeeded().forPath("/tour/a"));
    said("quietly", () -> one.delete().quietly().forPath("/tour/a"));
    said("guaranteed", () -> one.delete().guaranteed().forPath("/tour/st"));
    said("acl", () -> one.getACL().forPath("/tour").toString().replace("\n", ""));
    said("read only", () -> stat(one.setACL().withACL(ZooDefs.Ids.READ_ACL_UNSAFE).forPath("/tour/ttl")));
    said("refused", () -> one.setData().forPath("/tour/ttl", data("x")));
    said("bad acl", () -> one.create().withACL(List.of(new ACL(31, new Id("nosuch", "x")))).forPath("/tour/bad"));
    said("config", () -> one.getConfig().forEnsemble().length > 0);
    said("reconfig", () -> one.reconfig().leaving("3").forEnsemble());
    said("sync", () -> { one.sync().forPath("/tour"); return "sent"; });
    said("in the background", () -> {
      List<Object> told = Collections.synchronizedList(new ArrayList<>());
      one.create().inBackground((client, event) -> told.add(event.getType() + " " + event.getResultCode())).forPath("/tour/bg");
      one.create().inBackground((client, event) -> told.add(event.getType() + " " + event.getResultCode())).forPath("/tour/bg");
      one.sync().inBackground((client, event) -> told.add(event.getType() + " " + event.getResultCode())).forPath("/tour");
      until(() -> told.size() == 3);
      return told;
    });
  }

  static void watches() {
    List<Object> told = Collections.synchronizedList(new ArrayList<>());
    said("watched", () -> one.checkExists().usingWatcher((org.apache.curator.framework.api.CuratorWatcher) event -> told.add(event.getType() + " " + event.getPath())).forPath("/tour/w"));
    said("told", () -> { two.create().forPath("/tour/w"); until(() -> told.size() == 1); return told; });
    said("recursive", () -> {
      told.clear();
      one.watchers().add().withMode(AddWatchMode.PERSISTENT_RECURSIVE)
          .usingWatcher((org.apache.curator.framework.api.CuratorWatcher) event -> told.add(event.getType() + " " + event.getPath())).forPath("/tour/w");
      two.create().forPath("/tour/w/x");
      two.setData().forPath("/tour/w/x", data("1"));
      two.delete().forPath("/tour/w/x");
      until(() -> told.size() == 3);
      return told;
    });
    said("persistent", () -> {
      List<Object> own = Collections.synchronizedList(new ArrayList<>());
      one.watchers().add().withMode(AddWatchMode.PERSISTENT)
          .usingWatcher((org.apache.curator.framework.api.CuratorWatcher) event -> own.add(event.getType())).forPath("/tour/ttl");
      two.setData().forPath("/tour/c/d", data("1"));
      two.delete().forPath("/tour/ttl");
      until(() -> own.size() == 1);
      return own;
    });
    said("removed", () -> { one.watchers().removeAll().forPath("/tour/w"); return "all"; });
    said("none to remove", () -> { one.watchers().removeAll().forPath("/tour/none"); return "all"; });
  }

  static void transactions() {
    said("transaction", () -> one.transaction().forOperations(
        one.transactionOp().create().forPath("/tour/t", data("1")),
        one.transactionOp().setData().forPath("/tour/t", data("2")),
        one.transactionOp().check().withVersion(1).forPath("/tour/t")).stream()
        .map(result -> result.getType() + " " + result.getForPath() + " " + result.getError()).toList());
    said("rolled back", () -> one.transaction().forOperations(
        one.transactionOp().delete().forPath("/tour/t"),
        one.transactionOp().check().withVersion(9).forPath("/tour")));
    said("still", () -> one.getData().forPath("/tour/t"));
  }

  static void locks() {
    InterProcessMutex mine = new InterProcessMutex(one, "/tour/lock");
    InterProcessMutex yours = new InterProcessMutex(two, "/tour/lock");
    said("lock", () -> mine.acquire(5, TimeUnit.SECONDS));
    said("again", () -> mine.acquire(5, TimeUnit.SECONDS));
    said("rival", () -> yours.acquire(200, TimeUnit.MILLISECONDS));
    said("in line", () -> mine.getParticipantNodes().size());
    said("released", () -> { mine.release(); mine.release(); return mine.isAcquiredInThisProcess(); });
    said("not held", () -> { mine.release(); return "released"; });
    said("handed over", () -> { boolean got = yours.acquire(5, TimeUnit.SECONDS); yours.release(); return got; });
    InterProcessReadWriteLock here = new InterProcessReadWriteLock(one, "/tour/rw");
    InterProcessReadWriteLock there = new InterProcessReadWriteLock(two, "/tour/rw");
    said("read lock", () -> here.readLock().acquire(5, TimeUnit.SECONDS));
    said("two read", () -> there.readLock().acquire(5, TimeUnit.SECONDS));
    said("no write", () -> there.writeLock().acquire(200, TimeUnit.MILLISECONDS));
    said("write", () -> {
      here.readLock().release();
      there.readLock().release();
      return there.writeLock().acquire(5, TimeUnit.SECONDS);
    });
    said("no read", () -> here.readLock().acquire(200, TimeUnit.MILLISECONDS));
    said("write lock released", () -> { there.writeLock().release(); return here.readLock().acquire(5, TimeUnit.SECONDS); });
    InterProcessSemaphoreMutex simple = new InterProcessSemaphoreMutex(one, "/tour/sm");
    said("not reentrant", () -> List.of(simple.acquire(5, TimeUnit.SECONDS), simple.acquire(200, TimeUnit.MILLISECONDS)));
    InterProcessMultiLock both = new InterProcessMultiLock(two, List.of("/tour/m1", "/tour/m2"));
    said("both", () -> { boolean got = both.acquire(5, TimeUnit.SECONDS); both.release(); return got; });
    InterProcessSemaphoreV2 semaphore = new InterProcessSemaphoreV2(one, "/tour/sem", 2);
    List<Lease> leases = new ArrayList<>();
    said("leases", () -> { leases.addAll(semaphore.acquire(2)); return leases.size(); });
    said("no third", () -> semaphore.acquire(200, TimeUnit.MILLISECONDS));
    said("given back", () -> { semaphore.returnLease(leases.get(0)); return semaphore.acquire(5, TimeUnit.SECONDS) != null; });
    said("holders", () -> semaphore.getParticipantNodes().size());
  }

  static void leaders() {
    said("leader", () -> {
      LeaderLatch first = new LeaderLatch(one, "/tour/latch", "first");
      LeaderLatch second = new LeaderLatch(two, "/tour/latch", "second");
      first.start();
      first.await(5, TimeUnit.SECONDS);
      second.start();
      until(() -> { try { return second.getParticipants().size() == 2; } catch (Exception error) { return false; } });
      List<Object> said = new ArrayList<>(List.of(second.getLeader().getId(), second.hasLeadership()));
      first.close();
      said.add(second.await(5, TimeUnit.SECONDS));
      said.add(second.getLeader().getId());
      second.close();
      return said;
    });
    said("selected in turn", () -> {
      List<String> led = Collections.synchronizedList(new ArrayList<>());
      CountDownLatch go = new CountDownLatch(1);
      List<LeaderSelector> all = new ArrayList<>();
      for (String name : List.of("a", "b")) {
        LeaderSelector selector = new LeaderSelector(name.equals("a") ? one : two, "/tour/select",
            new LeaderSelectorListenerAdapter() {
              public void takeLeadership(CuratorFramework client) throws Exception {
                led.add(name);
                go.await(5, TimeUnit.SECONDS);
              }
            });
        selector.start();
        all.add(selector);
        if (name.equals("a")) until(() -> led.size() == 1);
      }
      until(() -> { try { return all.get(1).getParticipants().size() == 2; } catch (Exception error) { return false; } });
      go.countDown();
      until(() -> led.size() == 2);
      for (LeaderSelector selector : all) selector.close();
      return led;
    });
  }

  static void barriers() {
    DistributedBarrier barrier = new DistributedBarrier(one, "/tour/barrier");
    said("barrier", () -> { barrier.setBarrier(); return new DistributedBarrier(two, "/tour/barrier").waitOnBarrier(200, TimeUnit.MILLISECONDS); });
    said("falls", () -> {
      new Thread(() -> { try { Thread.sleep(200); barrier.removeBarrier(); } catch (Exception error) { System.out.println(error); } }).start();
      return new DistributedBarrier(two, "/tour/barrier").waitOnBarrier(5, TimeUnit.SECONDS);
    });
    said("double", () -> {
      DistributedDoubleBarrier first = new DistributedDoubleBarrier(one, "/tour/double", 2);
      DistributedDoubleBarrier second = new DistributedDoubleBarrier(two, "/tour/double", 2);
      List<Object> through = Collections.synchronizedList(new ArrayList<>());
      Thread thread = new Thread(() -> { try { through.add(first.enter(5, TimeUnit.SECONDS)); through.add(first.leave(5, TimeUnit.SECONDS)); } catch (Exception error) { through.add(error); } });
      thread.start();
      boolean entered = second.enter(5, TimeUnit.SECONDS);
      boolean left = second.leave(5, TimeUnit.SECONDS);
      thread.join();
      return List.of(entered, left, through);
    });
  }

  static void counts() {
    DistributedAtomicLong number = new DistributedAtomicLong(one, "/tour/number", new RetryOneTime(10));
    said("number", () -> number.initialize(5L));
    said("added", () -> { AtomicValue<Long> value = number.add(3L); return value.succeeded() + " " + value.preValue() + " " + value.postValue(); });
    said("compared", () -> number.compareAndSet(8L, 1L).succeeded());
    said("other", () -> number.compareAndSet(8L, 2L).succeeded());
    said("of the other", () -> new DistributedAtomicLong(two, "/tour/number", new RetryOneTime(10)).get().postValue());
    said("shared", () -> {
      SharedCount first = new SharedCount(one, "/tour/count", 7);
      SharedCount second = new SharedCount(two, "/tour/count", 9);
      first.start();
      second.start();
      boolean set = first.trySetCount(first.getVersionedValue(), 8);
      until(() -> second.getCount() == 8);
      List<Object> said = List.of(set, second.getCount(), second.getVersionedValue().getVersion());
      first.close();
      second.close();
      return said;
    });
    said("shared value", () -> {
      SharedValue first = new SharedValue(one, "/tour/value", data("seed"));
      first.start();
      first.setValue(data("grown"));
      String value = new String(first.getValue());
      first.close();
      return value;
    });
  }

  static void caches() {
    said("cache", () -> {
      List<Object> told = Collections.synchronizedList(new ArrayList<>());
      one.create().forPath("/tour/cache", data("0"));
      CuratorCache cache = CuratorCache.build(one, "/tour/cache");
      cache.listenable().addListener(CuratorCacheListener.builder()
          .forCreates(node -> told.add("+" + node.getPath()))
          .forChanges((from, to) -> told.add(new String(from.getData()) + ">" + new String(to.getData())))
          .forDeletes(node -> told.add("-" + node.getPath()))
          .forInitialized(() -> told.add("ready")).build());
      cache.start();
      until(() -> told.contains("ready"));
      two.create().forPath("/tour/cache/a", data("1"));
      until(() -> told.size() == 3);
      two.setData().forPath("/tour/cache/a", data("2"));
      until(() -> told.size() == 4);
      two.delete().forPath("/tour/cache/a");
      until(() -> told.size() == 5);
      String kept = new String(cache.get("/tour/cache").get().getData());
      cache.close();
      return told + " " + kept;
    });
  }

  static void others() {
    said("queue", () -> {
      SimpleDistributedQueue queue = new SimpleDistributedQueue(one, "/tour/queue");
      for (String item : List.of("a", "b", "c")) queue.offer(data(item));
      SimpleDistributedQueue other = new SimpleDistributedQueue(two, "/tour/queue");
      List<Object> taken = new ArrayList<>(List.of(new String(other.peek()), new String(other.poll()), new String(queue.take()), new String(other.remove())));
      taken.add(String.valueOf((Object) other.poll()));
      return taken;
    });
    said("empty queue", () -> new SimpleDistributedQueue(two, "/tour/queue").element());
    said("kept", () -> {
      PersistentNode node = new PersistentNode(one, CreateMode.EPHEMERAL, false, "/tour/kept", data("k"));
      node.start();
      boolean made = node.waitForInitialCreate(5, TimeUnit.SECONDS);
      two.delete().forPath("/tour/kept");
      boolean back = until(() -> !isGone("/tour/kept"));
      node.close();
      return List.of(made, back, until(() -> isGone("/tour/kept")));
    });
    said("kept alive", () -> {
      PersistentTtlNode node = new PersistentTtlNode(one, "/tour/alive", 60000, data("k"));
      node.start();
      boolean made = node.waitForInitialCreate(5, TimeUnit.SECONDS);
      node.close();
      return made;
    });
    said("group", () -> {
      GroupMember first = new GroupMember(one, "/tour/group", "first", data("1"));
      GroupMember second = new GroupMember(two, "/tour/group", "second", data("2"));
      first.start();
      second.start();
      until(() -> first.getCurrentMembers().size() == 2);
      Collection<String> members = new TreeSet<>(first.getCurrentMembers().keySet());
      second.close();
      boolean went = until(() -> first.getCurrentMembers().size() == 1);
      first.close();
      return members + " " + went;
    });
  }

  static void namespaces() {
    said("namespace", () -> one.usingNamespace("tour/ns").create().forPath("/x", data("1")));
    said("in it", () -> two.getData().forPath("/tour/ns/x"));
    said("its list", () -> one.usingNamespace("tour").getChildren().forPath("/ns"));
  }
}
