import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Password;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Faults of sessions, locks and statements.
final class SessionDrills {
  private SessionDrills() {}

  static List<Drill> list() {
    List<Drill> all = new ArrayList<>(locks());
    all.addAll(connections());
    all.addAll(statements());
    all.add(lockQueue());
    return all;
  }

  private static Drill lockQueue() {
    return Drill.of(
                "lock-queue",
                "idle-in-transaction",
                "A session is idle after it read `shop.products`; an ALTER TABLE waits for it, and"
                    + " the traffic waits behind that.",
                SessionDrills::queueBehindAChange)
            .with(
                "ddl-lock-queue",
                "sessions-blocked",
                "lock-wait-long",
                "long-statement",
                "rollback-share",
                "statement-slow",
                "statement-slower",
                "commits-gone");
  }

  private static List<Drill> locks() {
    return List.of(
        Drill.of(
            "idle-transaction",
            "idle-in-transaction",
            "A session reads and stays idle in its transaction.",
            rig -> rig.holding("shop", "SELECT count(*) FROM shop.tenants")::close)
            .with("xmin-horizon-held"),
        Drill.of(
                "row-lock",
                "lock-wait-long",
                "A session locks rows and works on; another one waits for them.",
                rig -> lockedBy(rig, 1))
            .with("long-statement"),
        Drill.of(
                "many-blocked",
                "sessions-blocked",
                "Eight sessions wait for rows that a session at work has locked.",
                rig -> lockedBy(rig, 8))
            .with("lock-wait-long", "long-statement", "statement-slow"),
        Drill.of(
            "deadlock",
            "deadlocks",
            "Two sessions lock two rows in opposite order.",
            SessionDrills::deadlock),
        Drill.of(
            "prepared-transaction",
            "prepared-transaction-left",
            "A transaction is prepared and neither committed nor rolled back.",
            SessionDrills::prepared),
        Drill.of(
            "long-statement",
            "long-statement",
            "One statement runs on and on.",
            rig -> rig.crowd("drills", 1, "SELECT pg_sleep(1200)"))
            .with("long-transaction"),
        Drill.of(
                "long-transaction",
                "long-transaction",
                "A session runs short statements in one transaction.",
                SessionDrills::longTransaction)
            .with("xmin-horizon-held", "idle-in-transaction", "statement-slow"),
        Drill.of(
                "horizon-held",
                "xmin-horizon-held",
                "A session keeps an old snapshot while others use up transaction ids.",
                SessionDrills::horizon)
            .with("long-transaction", "idle-in-transaction", "statement-slow"));
  }

  private static List<Drill> connections() {
    return List.of(
        Drill.of(
                "connection-storm",
                "session-storm",
                "Clients open a session for each statement.",
                rig -> Rig.loop(2, () -> rig.session().close()))
            .about("drills")
            .with("host-cpu-pressure"),
        Drill.of(
                "connections-used-up",
                "connections-near-limit",
                "An application opens sessions until 92 of 97 are in use.",
                rig -> idle(rig, 92))
            .with("sessions-idle"),
        Drill.of(
                "connections-refused",
                "connections-near-limit",
                "An application takes all connections, and more clients ask for one.",
                SessionDrills::refused)
            .with(
                "connections-refused",
                "log-connections-refused",
                "sessions-idle",
                "log-fatal-many",
                "reading-failing"),
        Drill.of(
                "idle-sessions",
                "sessions-idle",
                "A pool opens 50 sessions and uses none.",
                rig -> idle(rig, 50)),
        Drill.of(
            "abandoned-sessions",
            "sessions-abandoned",
            "Fourteen clients vanish without closing their sessions.",
            SessionDrills::abandoned),
        Drill.of(
                "killed-sessions",
                "sessions-killed",
                "Eight sessions are ended by pg_terminate_backend.",
                SessionDrills::killed)
            .with("log-fatal-many"),
        Drill.of(
                "failed-sessions",
                "sessions-failed",
                "Eight sessions run into idle_session_timeout.",
                SessionDrills::failed)
            .with("log-fatal-many"),
        Drill.of(
                "wrong-passwords",
                "log-authentication-failing",
                "A client logs in with a wrong password 25 times.",
                SessionDrills::strangers)
            .with("sessions-failed", "session-storm"));
  }

  private static List<Drill> statements() {
    return List.of(
        Drill.of(
                "rollbacks",
                "rollback-share",
                "An application ends its transactions by ROLLBACK.",
                SessionDrills::rollbacks)
            .about("old"),
        Drill.of(
                "large-sorts",
                "temporary-files",
                "A statement sorts in 64 kB of memory.",
                SessionDrills::sorts)
            .about("drills")
            .with("statement-slow"),
        Drill.of(
                "index-dropped",
                "statement-slow",
                "The index that a statement needs is dropped while it is called.",
                SessionDrills::indexDropped)
            .about("drills")
            .with("statement-slower", "cache-misses")
            .within(Duration.ofMinutes(6)),
        Drill.of(
                "counting-off",
                "statements-uncounted",
                "The extension pg_stat_statements is dropped.",
                SessionDrills::uncounted)
            .with("reading-failing"),
        Drill.of(
            "many-texts",
            "statements-evicted",
            "Statements that differ in the length of a list fill pg_stat_statements.",
            SessionDrills::manyTexts));
  }

  private static Drill.Removal queueBehindAChange(Rig rig) {
    Session root = rig.holding("shop", "SELECT count(*) FROM shop.products");
    Rig.Crowd change =
        rig.crowd("shop", 1, "ALTER TABLE shop.products ADD COLUMN drilled boolean");
    return () -> {
      change.end();
      root.close();
    };
  }

  private static Drill.Removal lockedBy(Rig rig, int waiting) {
    Session root = rig.holding("drills", "UPDATE wanted SET v = v + 1 WHERE id = 7");
    Thread works = Rig.quietly(() -> root.execute("SELECT pg_sleep(1200)"));
    Rig.Crowd crowd = rig.crowd("drills", waiting, "UPDATE wanted SET v = v + 1 WHERE id = 7");
    return () -> {
      crowd.end();
      new Rig.Crowd(List.of(root), List.of(works)).end();
    };
  }

  private static Drill.Removal deadlock(Rig rig) {
    Session one = rig.holding("drills", "UPDATE wanted SET v = 1 WHERE id = 1");
    Session other = rig.holding("drills", "UPDATE wanted SET v = 1 WHERE id = 2");
    Thread waits = Rig.quietly(() -> one.execute("UPDATE wanted SET v = 1 WHERE id = 2"));
    Rig.quietly(() -> other.execute("UPDATE wanted SET v = 1 WHERE id = 1"));
    Rig.join(List.of(waits));
    one.close();
    other.close();
    return Drill.Removal.NOTHING;
  }

  private static Drill.Removal prepared(Rig rig) {
    try (Session session = rig.session()) {
      session.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
      session.execute("INSERT INTO wanted VALUES (1000, 0)");
      session.execute("PREPARE TRANSACTION 'left behind'");
      session.rollback();
    }
    return () -> rig.run("drills", "ROLLBACK PREPARED 'left behind'");
  }

  private static Drill.Removal longTransaction(Rig rig) {
    Session session = rig.holding("drills", "SELECT 1");
    Rig.Loop loop = Rig.loop(1, () -> session.text("SELECT pg_sleep(3)::text"));
    return () -> {
      loop.end();
      session.close();
    };
  }

  private static Drill.Removal horizon(Rig rig) {
    Drill.Removal old = longTransaction(rig);
    Rig.Loop others = Rig.loop(1, () -> useIds(rig));
    return () -> {
      others.end();
      old.end();
    };
  }

  private static void useIds(Rig rig) {
    rig.run(
        "drills",
        """
        DO $$ BEGIN
          FOR i IN 1..500 LOOP
            BEGIN UPDATE wanted SET v = i WHERE id = 50;
            EXCEPTION WHEN division_by_zero THEN NULL; END;
          END LOOP;
        END $$
        """);
  }

  private static Drill.Removal idle(Rig rig, int sessions) {
    int there = Integer.parseInt(rig.ask("SELECT count(*)::text FROM pg_stat_activity WHERE backend_type = 'client backend'"));
    List<Session> all =
        IntStream.range(there, sessions)
            .mapToObj(i -> rig.sessionOf("clerk", Optional.empty()))
            .toList();
    return () -> all.forEach(Session::close);
  }

  private static Drill.Removal refused(Rig rig) {
    List<Session> all = new ArrayList<>();
    Rig.Loop greedy =
        Rig.loop(
            1,
            () -> {
              Session session = rig.sessionOf("clerk", Optional.empty());
              synchronized (all) {
                all.add(session);
              }
            });
    return () -> {
      greedy.end();
      synchronized (all) {
        all.forEach(Session::close);
      }
    };
  }

  private static Drill.Removal abandoned(Rig rig) {
    for (int i = 0; i < 14; i++) {
      // With something to lose, so that the server has something to report.
      rig.holding("drills", "SELECT 1").abort();
    }
    return Drill.Removal.NOTHING;
  }

  private static Drill.Removal killed(Rig rig) {
    List<Session> all = IntStream.range(0, 8).mapToObj(i -> rig.session()).toList();
    all.forEach(s -> rig.ask("SELECT pg_terminate_backend(?)::text", s.backend()));
    return () -> all.forEach(Session::close);
  }

  private static Drill.Removal failed(Rig rig) {
    List<Session> all = IntStream.range(0, 8).mapToObj(i -> rig.session()).toList();
    all.forEach(s -> s.execute("SET idle_session_timeout = '50ms'"));
    return () -> all.forEach(Session::close);
  }

  private static Drill.Removal strangers(Rig rig) {
    for (int i = 0; i < 25; i++) {
      try {
        rig.sessionOf("stranger", Optional.of(new Password("guessed"))).close();
      } catch (Fault fault) {
        // It has to be refused.
      }
    }
    return Drill.Removal.NOTHING;
  }

  private static Drill.Removal rollbacks(Rig rig) {
    Session session = rig.session("old");
    Rig.Loop loop =
        Rig.loop(
            1,
            () -> {
              session.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
              session.execute("SELECT 1");
              session.rollback();
              Rig.CLOCK.pause(Duration.ofMillis(20));
            });
    return () -> {
      loop.end();
      session.close();
    };
  }

  private static Drill.Removal sorts(Rig rig) {
    try (Session session = rig.session()) {
      session.execute("SET work_mem = '64kB'");
      for (int i = 0; i < 4; i++) {
        session.text("SELECT max(code) FROM (SELECT code FROM looked_up ORDER BY reverse(code) OFFSET 10) AS s");
      }
    }
    return Drill.Removal.NOTHING;
  }

  private static Drill.Removal indexDropped(Rig rig) {
    Session session = rig.session();
    session.execute("SET max_parallel_workers_per_gather = 0");
    Rig.Loop calls =
        Rig.loop(
            1,
            () -> {
              session.query("SELECT id FROM looked_up WHERE code = md5('7')", row -> row.number("id"));
              Rig.CLOCK.pause(Duration.ofMillis(100));
            });
    rig.run("drills", "DROP INDEX looked_up_code_idx");
    return () -> {
      rig.run("drills", "CREATE INDEX looked_up_code_idx ON looked_up (code)");
      calls.end();
      session.close();
    };
  }

  private static Drill.Removal uncounted(Rig rig) {
    rig.run("postgres", "DROP EXTENSION pg_stat_statements");
    return () -> rig.run("postgres", "CREATE EXTENSION pg_stat_statements");
  }

  private static Drill.Removal manyTexts(Rig rig) {
    try (Session session = rig.session()) {
      session.execute("SET pg_stat_statements.track = 'all'");
      for (int round = 0; round < 30; round++) {
        session.execute(
            "DO $$ BEGIN FOR i IN 1..%d LOOP EXECUTE 'SELECT %d' || repeat(',1', i); END LOOP; END $$"
                .formatted(300, round).replace("SELECT %d".formatted(round), "SELECT " + "1,".repeat(round * 40) + round));
      }
    }
    return Drill.Removal.NOTHING;
  }
}
