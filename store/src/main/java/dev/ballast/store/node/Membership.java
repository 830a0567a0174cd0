package dev.ballast.store.node;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Undo;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.postgres.jdbc.SqlResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A node among those that share a store. It keeps its place by a beat; one that misses it for a
/// while is dead to the others, by the store's clock. For one thread, except the hosts, which are
/// for any number.
public final class Membership {
  /// How often a node renews its place.
  public static final Duration BEAT = Duration.ofSeconds(5);

  /// After this long without a beat, a node is dead.
  public static final Duration LIFE = Duration.ofSeconds(30);

  private final SessionPool pool;
  private final String node;
  private final Duration life;
  private final Clock clock;
  private Optional<Long> renewedSince = Optional.empty();
  private long renewedAt;
  private final Set<String> leaving = ConcurrentHashMap.newKeySet();

  /// @param node the name of this node, unlike any other's, and the same after a restart
  public Membership(SessionPool pool, String node, Clock clock) {
    this(pool, node, LIFE, clock);
  }

  Membership(SessionPool pool, String node, Duration life, Clock clock) {
    this.pool = requireNonNull(pool, "pool is null");
    this.node = requireNonNull(node, "node is null");
    this.life = requireNonNull(life, "life is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  public String node() {
    return node;
  }

  /// What is this node's to watch.
  ///
  /// @param held to be watched now
  /// @param surplus held too, and to be given back when they are no longer watched: [#giveBack]
  public record Share(Set<String> held, Set<String> surplus) {
    public Share {
      held = Set.copyOf(held);
      surplus = Set.copyOf(surplus);
    }
  }

  /// What an earlier process of this node had on hosts ended with it. To be called once, before
  /// anything runs.
  public void begin() {
    try (Session session = pool.lend()) {
      session.execute(resource(session, "beat"), node);
      session.execute("DELETE FROM busy_host WHERE node = ?", node);
    }
  }

  /// Renews this node's place and takes its share of the targets: as many of them as come to one of
  /// the nodes that live, none that another one has.
  ///
  /// @param targets all that this node knows
  public Share renew(Collection<String> targets) {
    long now = clock.nanoTime();
    try (Session session = pool.lend()) {
      session.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
      try (Undo<RuntimeException> undo = Undo.unlessKept(session::rollback)) {
        session.text("SELECT pg_advisory_xact_lock(hashtext('ballast nodes'))::text");
        session.execute(resource(session, "beat"), node);
        if (hasSeenOthersLive(now)) {
          session.execute(
              "DELETE FROM node WHERE beat < now() - ?::interval", life.toMillis() + " ms");
        }
        Share share = share(session, targets);
        session.commit();
        renewedAt = now;
        undo.keep();
        leaveNow(session);
        return share;
      }
    }
  }

  /// After an absence of the store all beats are old. Nobody is dead before this node has been
  /// renewing for as long as another may miss it.
  private boolean hasSeenOthersLive(long now) {
    if (renewedSince.isEmpty() || now - renewedAt > life.toNanos()) {
      renewedSince = Optional.of(now);
    }
    return now - renewedSince.get() > life.toNanos();
  }

  private Share share(Session session, Collection<String> targets) {
    long living = session.number("SELECT count(*) FROM node");
    int fair = Math.toIntExact((targets.size() + living - 1) / living);
    List<String> mine =
        session.query(
            "SELECT target FROM watched_target WHERE node = ? ORDER BY target",
            row -> row.text("target"),
            node);
    List<String> wanted = new ArrayList<>(mine);
    wanted.retainAll(targets);
    Set<String> surplus = new HashSet<>(mine);
    if (wanted.size() < fair) {
      wanted.addAll(
          session.query(
              resource(session, "take"),
              row -> row.text("target"),
              node,
              List.copyOf(targets),
              fair - wanted.size()));
    }
    Set<String> held = new HashSet<>(wanted.subList(0, Math.min(fair, wanted.size())));
    surplus.removeAll(held);
    return new Share(held, surplus);
  }

  /// Targets that this node watches no longer are another's.
  public void giveBack(Collection<String> targets) {
    try (Session session = pool.lend()) {
      session.execute(
          "DELETE FROM watched_target WHERE node = ? AND target = ANY (?::text[])",
          node,
          List.copyOf(targets));
    }
  }

  /// Gives everything back at a regular end, so that nobody has to wait.
  public void leave() {
    try (Session session = pool.lend()) {
      session.execute("DELETE FROM node WHERE node = ?", node);
    }
  }

  /// A target and the node that watches it.
  public record Watcher(String target, String node) {}

  /// Who watches what, in order of the targets.
  public static List<Watcher> watchers(SessionPool pool) {
    try (Session session = pool.lend()) {
      return session.query(
          "SELECT target, node FROM watched_target ORDER BY target",
          row -> new Watcher(row.text("target"), row.text("node")));
    }
  }

  /// Whether the host is this node's now for something heavy; it is not while another has it, on
  /// this node or on another that lives.
  public boolean takeHost(String host, String job) {
    try (Session session = pool.lend()) {
      return session.execute(resource(session, "take-host"), host, job, node) > 0;
    }
  }

  /// The host is free again.
  public void leaveHost(String host) {
    try (Session session = pool.lend()) {
      session.execute("DELETE FROM busy_host WHERE host = ? AND node = ?", host, node);
    }
  }

  /// The same as [#leaveHost] once the store is there again.
  public void leaveLater(String host) {
    leaving.add(host);
  }

  private void leaveNow(Session session) {
    for (String host : List.copyOf(leaving)) {
      session.execute("DELETE FROM busy_host WHERE host = ? AND node = ?", host, node);
      leaving.remove(host);
    }
  }

  private static String resource(Session session, String name) {
    return SqlResource.load(Membership.class, name, session.version());
  }
}
