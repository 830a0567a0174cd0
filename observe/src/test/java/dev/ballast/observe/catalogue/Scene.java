package dev.ballast.observe.catalogue;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.check.History;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Surroundings;
import dev.ballast.observe.watch.Watched;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.targets.config.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/// A server that faults are made in, with what is known of the servers under watch. For one thread.
record Scene(
    TemporaryCluster server, Session owner, Watched watched, Map<String, History> histories) {
  private static final Clock CLOCK = Clock.system();

  Scene(TemporaryCluster server, Session owner, Watched watched) {
    this(server, owner, watched, new ConcurrentHashMap<>());
  }

  int major() {
    return owner.version().major();
  }

  /// What checks are given of a target now.
  Observed observed(Target target) {
    History history =
        histories.computeIfAbsent(target.name(), t -> new History(Catalogue.remembered()));
    Observed observed =
        new Observed(
            target,
            watched.board().target(target.name()).orElseThrow(),
            watched.inventories(target.name()),
            watched.events().stream().filter(e -> e.target().equals(target.name())).toList(),
            CLOCK.now(),
            history,
            Surroundings.NONE);
    history.take(observed.state(), observed.now());
    return observed;
  }

  /// A session that no timeout ends.
  Session session(String database) {
    Session session = server.session(database);
    session.execute(
        "SET lock_timeout = 0; SET statement_timeout = 0; SET application_name = 'shop'");
    return session;
  }

  Session session() {
    return session("postgres");
  }

  /// A session of another role.
  Session sessionOf(String user) {
    ConnectionSettings all = server.settings();
    return Session.open(
        new ConnectionSettings(
            all.host(),
            all.port(),
            all.database(),
            user,
            all.password(),
            all.tls(),
            all.connectTimeout()),
        SessionOptions.onOwnServer("ballast test"));
  }

  /// A session in a transaction that has done this and nothing since.
  Session holding(String sql) {
    Session session = session();
    session.begin(IsolationLevel.REPEATABLE_READ, Access.READ_WRITE);
    session.execute(sql);
    return session;
  }

  /// Sessions that run this, one each, until they are ended.
  Crowd crowd(int sessions, String sql) {
    List<Session> all = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < sessions; i++) {
      Session session = session();
      all.add(session);
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      session.execute(sql);
                    } catch (Fault fault) {
                      // It was ended, which is how it has to end.
                      CommonError.keepInterrupt(fault);
                    }
                  }));
    }
    return new Crowd(all, threads);
  }

  /// Sessions that run something.
  record Crowd(List<Session> sessions, List<Thread> threads) {
    void end() {
      sessions.forEach(Session::cancel);
      await();
    }

    /// Waits until what they run has ended by itself.
    void await() {
      for (Thread thread : threads) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      sessions.forEach(Session::close);
    }
  }

  /// Waits until it is so. What the watch knows then is remembered, as a node does every few
  /// seconds: a fault that is made next is compared with it.
  void eventually(BooleanSupplier what) {
    watched.eventually(what);
    histories.forEach(
        (target, history) ->
            history.take(watched.board().target(target).orElseThrow(), CLOCK.now()));
  }

  /// A setting of the whole server, reloaded.
  void set(String name, String value) {
    owner.execute("ALTER SYSTEM SET " + name + " = '" + value + "'");
    owner.text("SELECT pg_reload_conf()::text");
  }

  void reset(String name) {
    owner.execute("ALTER SYSTEM RESET " + name);
    owner.text("SELECT pg_reload_conf()::text");
  }

  /// Writes so many segments of WAL.
  void segments(int count) {
    for (int i = 0; i < count; i++) {
      owner.text("SELECT pg_logical_emit_message(false, 'ballast', 'x')::text");
      owner.text("SELECT pg_switch_wal()::text");
    }
  }
}
