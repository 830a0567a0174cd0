package dev.ballast.observe.catalogue;

import static dev.ballast.observe.catalogue.Fixture.Place.PRIMARY;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.catalogue.Fixture.OnServer;
import dev.ballast.observe.catalogue.Fixture.Undo;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/// Faults of sessions, locks and statements.
final class SessionFixtures {
  private SessionFixtures() {}

  static List<Fixture> list() {
    return List.of(
        OnServer.of("idle-in-transaction", PRIMARY, s -> held(s, "SELECT 1"))
            .also("long-transaction")
            .lowered(1)
            .cured(),
        OnServer.of("long-statement", PRIMARY, s -> crowd(s, 1, "SELECT pg_sleep(600)"))
            .lowered(1)
            .cured(),
        OnServer.of("connections-near-limit", PRIMARY, SessionFixtures::limited),
        OnServer.of("sessions-idle", PRIMARY, s -> many(s, 20)).lowered(20),
        OnServer.of("session-storm", PRIMARY, SessionFixtures::storm).lowered(5),
        OnServer.of("sessions-abandoned", PRIMARY, SessionFixtures::abandoned),
        OnServer.of("sessions-failed", PRIMARY, SessionFixtures::failed),
        OnServer.of("sessions-killed", PRIMARY, SessionFixtures::killed),
        OnServer.of("lock-wait-long", PRIMARY, s -> queue(s, 1, "SELECT * FROM wanted"))
            .lowered(1)
            .cured(),
        OnServer.of("sessions-blocked", PRIMARY, s -> queue(s, 6, "SELECT * FROM wanted")),
        OnServer.of("ddl-lock-queue", PRIMARY, SessionFixtures::behindAChange).lowered(1),
        OnServer.of("deadlocks", PRIMARY, SessionFixtures::deadlock),
        OnServer.of("prepared-transaction-left", PRIMARY, SessionFixtures::prepared)
            .lowered(1)
            .cured(),
        OnServer.of("rollback-share", PRIMARY, SessionFixtures::rollbacks),
        OnServer.of("temporary-files", PRIMARY, SessionFixtures::sort).lowered(10e6),
        OnServer.of("statement-slow", PRIMARY, SessionFixtures::slow),
        OnServer.of("statements-evicted", PRIMARY, SessionFixtures::manyTexts),
        OnServer.of("statements-uncounted", PRIMARY, SessionFixtures::uncounted));
  }

  private static Undo held(Scene scene, String sql) {
    Session session = scene.holding(sql);
    return session::close;
  }

  private static Undo crowd(Scene scene, int sessions, String sql) {
    Scene.Crowd crowd = scene.crowd(sessions, sql);
    return crowd::end;
  }

  private static Undo limited(Scene scene) {
    Session one = scene.sessionOf("limited");
    Session other = scene.sessionOf("limited");
    return () -> {
      one.close();
      other.close();
    };
  }

  private static Undo many(Scene scene, int sessions) {
    List<Session> all = IntStream.range(0, sessions).mapToObj(i -> scene.session()).toList();
    return () -> all.forEach(Session::close);
  }

  private static Undo storm(Scene scene) {
    AtomicBoolean over = new AtomicBoolean();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    while (!over.get()) {
                      scene.server().session("busy").close();
                    }
                  }));
    }
    return () -> {
      over.set(true);
      new Scene.Crowd(List.of(), threads).await();
    };
  }

  private static Undo abandoned(Scene scene) {
    for (int i = 0; i < 12; i++) {
      // With something to lose, so that the server has something to say.
      scene.holding("SELECT 1").abort();
    }
    return Undo.NOTHING;
  }

  private static Undo failed(Scene scene) {
    List<Session> all = IntStream.range(0, 6).mapToObj(i -> scene.session()).toList();
    all.forEach(s -> s.execute("SET idle_session_timeout = '50ms'"));
    return () -> all.forEach(Session::close);
  }

  private static Undo killed(Scene scene) {
    List<Session> all = IntStream.range(0, 6).mapToObj(i -> scene.session()).toList();
    all.forEach(s -> scene.owner().text("SELECT pg_terminate_backend(?)::text", s.backend()));
    return () -> all.forEach(Session::close);
  }

  private static Undo queue(Scene scene, int waiting, String sql) {
    Session root = scene.holding("LOCK TABLE wanted");
    Scene.Crowd crowd = scene.crowd(waiting, sql);
    return () -> {
      root.close();
      crowd.end();
    };
  }

  private static Undo behindAChange(Scene scene) {
    Session root = scene.holding("SELECT * FROM wanted");
    Scene.Crowd change = scene.crowd(1, "ALTER TABLE wanted ADD COLUMN further int");
    scene.eventually(
        () -> scene.owner().number("SELECT count(*) FROM pg_locks WHERE NOT granted") == 1);
    Scene.Crowd behind = scene.crowd(2, "SELECT * FROM wanted");
    return () -> {
      change.end();
      root.close();
      behind.end();
    };
  }

  private static Undo deadlock(Scene scene) {
    Session one = scene.holding("SELECT pg_advisory_xact_lock(1)");
    Session other = scene.holding("SELECT pg_advisory_xact_lock(2)");
    Thread waits = Thread.ofVirtual().start(() -> lock(one, 2));
    lock(other, 1);
    new Scene.Crowd(List.of(one, other), List.of(waits)).await();
    return Undo.NOTHING;
  }

  private static void lock(Session session, int key) {
    try {
      session.text("SELECT pg_advisory_xact_lock(?)::text", key);
      session.rollback();
    } catch (Fault fault) {
      // One of the two is the victim.
      CommonError.keepInterrupt(fault);
      session.rollback();
    }
  }

  private static Undo prepared(Scene scene) {
    Session session = scene.session();
    session.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
    session.execute("INSERT INTO filled VALUES (1)");
    session.execute("PREPARE TRANSACTION 'it''s'");
    session.rollback();
    session.close();
    return Undo.NOTHING;
  }

  private static Undo rollbacks(Scene scene) {
    try (Session session = scene.session("old")) {
      for (int i = 0; i < 1000; i++) {
        session.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
        session.execute("SELECT 1");
        session.rollback();
      }
    }
    return Undo.NOTHING;
  }

  private static Undo sort(Scene scene) {
    try (Session session = scene.session()) {
      session.execute("SET work_mem = '64kB'");
      session.text(
          "SELECT max(i)::text FROM (SELECT i FROM generate_series(1, 700000) AS i ORDER BY -i) AS s");
    }
    return Undo.NOTHING;
  }

  /// Twelve calls of a second and a tenth, side by side, of a statement that was there before.
  private static Undo slow(Scene scene) {
    // Long enough to be among those that take the most time, which are read.
    scene.owner().text("SELECT pg_sleep(0.05)::text");
    String id =
        scene
            .owner()
            .text(
                "SELECT queryid::text FROM pg_stat_statements"
                    + " WHERE query LIKE 'SELECT pg_sleep($1)::text%' AND toplevel");
    scene.eventually(() -> isKnown(scene, id));
    // Again and again: among few entries one may be dropped, and is then counted from zero.
    AtomicBoolean over = new AtomicBoolean();
    Thread calling =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (!over.get()) {
                    scene.crowd(12, "SELECT pg_sleep(1.1)::text").await();
                  }
                });
    return () -> {
      over.set(true);
      new Scene.Crowd(List.of(), List.of(calling)).await();
    };
  }

  private static boolean isKnown(Scene scene, String statement) {
    return scene.watched().board().target("shop").orElseThrow().family("statement").stream()
        .flatMap(family -> family.latest().stream())
        .flatMap(reading -> reading.entities().stream())
        .anyMatch(f -> f.labels().value("queryid").orElse("").equals(statement));
  }

  private static Undo manyTexts(Scene scene) {
    scene
        .owner()
        .execute(
            "DO $$ BEGIN FOR i IN 1..900 LOOP EXECUTE 'SELECT 1' || repeat(',1', i); END LOOP; END $$");
    return Undo.NOTHING;
  }

  private static Undo uncounted(Scene scene) {
    scene.owner().execute("DROP EXTENSION pg_stat_statements");
    return () -> scene.owner().execute("CREATE EXTENSION pg_stat_statements");
  }
}
