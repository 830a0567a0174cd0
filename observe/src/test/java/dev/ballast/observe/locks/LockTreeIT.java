package dev.ballast.observe.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.locks.LockTree.Line;
import dev.ballast.observe.text.TextPolicy;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.TemporaryCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real waits, seen by a role that has `pg_monitor` and nothing else.
class LockTreeIT {
  private static final Clock CLOCK = Clock.system();
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String SECRET = "hunter2";

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void whoWaitsForWhomIsSeen(int major) {
    // Long enough that the server does not put its queue in another order.
    try (TemporaryCluster cluster =
            TemporaryCluster.of(major, CLOCK).setting("deadlock_timeout", "10min").start();
        Session owner = cluster.session()) {
      owner.execute("CREATE ROLE watcher LOGIN; GRANT pg_monitor TO watcher");
      owner.execute("CREATE TABLE \"A b\" (i int, note text); CREATE TABLE other (i int)");
      owner.execute("INSERT INTO \"A b\" VALUES (1), (2)");
      try (Session watcher = watcher(cluster);
          Sessions sessions = new Sessions(cluster, new ArrayList<>(), new ArrayList<>())) {
        assertThat(read(watcher).lines()).isEmpty();
        threeLevels(watcher, sessions);
        sessions.end();
        aCircleOfTheQueue(watcher, sessions);
      }
    }
  }

  /// One row, then another, then the whole table.
  private static void threeLevels(Session watcher, Sessions sessions) {
    Session first = sessions.begun();
    first.execute("UPDATE \"A b\" SET note = '" + SECRET + "' WHERE i = 1");
    Session second = sessions.begun();
    second.execute("UPDATE \"A b\" SET note = '" + SECRET + "' WHERE i = 2");
    sessions.waiting(second, "UPDATE \"A b\" SET note = '" + SECRET + "' WHERE i = 1");
    Session third = sessions.begun();
    sessions.waiting(third, "UPDATE \"A b\" SET note = '" + SECRET + "' WHERE i = 2");
    LockTree tree = eventually(watcher, t -> t.lines().size() == 3);
    assertThat(tree.lines()).extracting(Line::depth).containsExactly(0, 1, 2);
    assertThat(tree.lines())
        .extracting(line -> line.session().pid())
        .containsExactly(first.backend(), second.backend(), third.backend());
    LockSession root = tree.lines().getFirst().session();
    assertThat(root.state()).contains("idle in transaction");
    assertThat(root.waiting()).isEmpty();
    assertThat(root.application()).contains("ballast");
    LockSession last = tree.lines().getLast().session();
    assertThat(last.blockers()).containsExactly(second.backend());
    assertThat(last.database()).contains("postgres");
    assertThat(last.waiting().orElseThrow().mode()).isEqualTo("ShareLock");
    assertThat(last.waiting().orElseThrow().locktype()).isEqualTo("transactionid");
    assertThat(last.waiting().orElseThrow().seconds().orElseThrow()).isBetween(0.0, 600.0);
    assertThat(last.statement().text()).isEqualTo("UPDATE \"A b\" SET note = $1 WHERE i = $2");
    assertThat(tree.toString()).doesNotContain(SECRET);
  }

  /// The exclusive lock waits for the first reader, that one for the third session, and that one,
  /// whose mode goes with the first reader's, only for its place in the queue.
  private static void aCircleOfTheQueue(Session watcher, Sessions sessions) {
    Session reader = sessions.begun();
    reader.execute("LOCK TABLE \"A b\" IN ACCESS SHARE MODE");
    Session holder = sessions.begun();
    holder.execute("LOCK TABLE other");
    Session exclusive = sessions.begun();
    sessions.waiting(exclusive, "LOCK TABLE \"A b\"");
    eventually(watcher, t -> t.lines().size() == 2);
    sessions.waiting(holder, "LOCK TABLE \"A b\" IN ACCESS SHARE MODE");
    eventually(watcher, t -> t.lines().size() == 3);
    sessions.waiting(reader, "LOCK TABLE other IN ACCESS SHARE MODE");
    LockTree tree =
        eventually(
            watcher, t -> t.lines().size() == 3 && t.lines().stream().allMatch(LockTreeIT::waits));
    assertThat(tree.lines()).extracting(Line::depth).containsExactly(0, 1, 2);
    assertThat(tree.lines())
        .extracting(line -> line.session().pid())
        .containsExactly(exclusive.backend(), holder.backend(), reader.backend());
    assertThat(tree.lines().getFirst().session().waiting().orElseThrow().relation())
        .contains("public.\"A b\"");
    assertThat(tree.lines().getFirst().session().waiting().orElseThrow().mode())
        .isEqualTo("AccessExclusiveLock");
  }

  private static boolean waits(Line line) {
    return line.session().waiting().isPresent();
  }

  /// Sessions with a transaction each, and the threads of those that wait.
  private record Sessions(TemporaryCluster cluster, List<Session> all, List<Thread> threads)
      implements AutoCloseable {
    Session begun() {
      Session session = cluster.session();
      all.add(session);
      session.execute("SET lock_timeout = 0");
      session.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
      return session;
    }

    void waiting(Session session, String sql) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      session.execute(sql);
                    } catch (Fault ended) {
                      CommonError.keepInterrupt(ended);
                    }
                  }));
    }

    /// Ends all of them, also those that wait.
    void end() {
      try (Session owner = cluster.session()) {
        for (Session session : all) {
          owner.text("SELECT pg_terminate_backend(?)::text", session.backend());
        }
      }
      try {
        for (Thread thread : threads) {
          thread.join();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      all.forEach(Session::abort);
      all.clear();
      threads.clear();
    }

    @Override
    public void close() {
      end();
    }
  }

  private static LockTree eventually(Session watcher, Predicate<LockTree> what) {
    long began = CLOCK.nanoTime();
    LockTree tree = read(watcher);
    while (!what.test(tree)) {
      if (CLOCK.since(began).compareTo(PATIENCE) > 0) {
        fail("it did not come about within " + PATIENCE + ": " + tree);
      }
      CLOCK.pause(Duration.ofMillis(20));
      tree = read(watcher);
    }
    return tree;
  }

  private static LockTree read(Session watcher) {
    return LockTree.read(watcher, CLOCK.now(), Map.of(), TextPolicy.WITHOUT_LITERALS);
  }

  private static Session watcher(TemporaryCluster cluster) {
    ConnectionSettings all = cluster.settings();
    return Session.open(
        new ConnectionSettings(
            all.host(),
            all.port(),
            "postgres",
            "watcher",
            Optional.empty(),
            all.tls(),
            all.connectTimeout()),
        SessionOptions.of("ballast watch"));
  }
}
