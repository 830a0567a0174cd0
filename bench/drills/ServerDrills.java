import dev.ballast.machine.ExternalCommand;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.StoppedProcess;
import dev.ballast.postgres.server.TemporaryCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Faults of the standby, the pooler, the node and the server as a whole.
final class ServerDrills {
  private ServerDrills() {}

  static List<Drill> list() {
    List<Drill> all = new ArrayList<>(pair());
    all.addAll(pooler());
    all.addAll(node());
    all.addAll(server());
    all.addAll(last());
    return all;
  }

  private static List<Drill> pair() {
    return List.of(
        Drill.of(
                "replica-stopped",
                "standby-gone",
                "The standby is stopped.",
                rig -> {
                  rig.standby.stop(StopMode.FAST);
                  return rig.standby::start;
                })
            .with("target-unreachable", "server-restarted", "standby-late", "standby-behind", "log-replication-ended", "standby-not-receiving")
            .within(Duration.ofMinutes(4)),
        Drill.of(
                "replay-paused",
                "replay-behind",
                "Replay is paused on the standby.",
                ServerDrills::paused)
            .at("standby")
            .with("standby-behind", "standby-late"),
        Drill.of(
                "replica-refused",
                "standby-not-receiving",
                "pg_hba.conf of the primary refuses the standby.",
                ServerDrills::refused)
            .at("standby")
            .with("standby-gone", "log-replication-ended", "replay-behind", "log-fatal-many", "sessions-failed"),
        Drill.of(
                "sender-hangs",
                "receiver-silent",
                "The process that sends WAL to the standby hangs.",
                ServerDrills::silent)
            .at("standby")
            .with("standby-behind", "standby-late", "standby-gone", "replay-behind", "standby-not-receiving", "log-replication-ended"),
        Drill.of(
                "synchronous-standby",
                "synchronous-standby-missing",
                "Commits wait for a synchronous standby that does not exist.",
                rig -> rig.set("synchronous_standby_names", "nobody"))
            .with(
                "setting-changed",
                "commits-gone",
                "statement-slow",
                "statement-slower",
                "long-statement",
                "rollback-share",
                "standby-late",
                "sessions-blocked",
                "lock-wait-long"),
        Drill.of(
                "standby-conflict",
                "standby-conflicts",
                "Rows that a query of the standby reads are removed at the primary, and feedback is off.",
                ServerDrills::conflict)
            .at("standby")
            .with(
                "standby-feedback-off",
                "setting-changed",
                "idle-in-transaction",
                "replay-behind",
                "standby-behind",
                "standby-late"));
  }

  private static List<Drill> pooler() {
    return List.of(
        Drill.of(
                "pool-exhausted",
                "pooler-pool-exhausted",
                "Two sessions hold both connections of a pool, and eight clients wait.",
                rig -> pool(rig))
            .at("pool")
            .with("pooler-clients-waiting", "pooler-wait-long", "idle-in-transaction", "long-transaction")
            .within(Duration.ofMinutes(4)),
        Drill.of(
                "pooler-paused",
                "pooler-database-paused",
                "A database of the pooler is paused and forgotten.",
                rig -> {
                  console(rig, "PAUSE postgres");
                  return () -> console(rig, "RESUME postgres");
                })
            .at("pool")
            .with("pooler-wait-long", "pooler-clients-waiting"),
        Drill.of(
                "pooler-hangs",
                "pooler-unreachable",
                "The process of the pooler is stopped by SIGSTOP.",
                rig -> {
                  StoppedProcess stopped =
                      StoppedProcess.of(List.of(rig.pooler.orElseThrow().process().pid()));
                  return stopped::close;
                })
            .at("pool"));
  }

  private static List<Drill> node() {
    return List.of(
        Drill.of(
                "rights-of-the-watch",
                "privileges-missing",
                "pg_monitor is revoked from the role that watches.",
                rig -> {
                  rig.run("postgres", "REVOKE pg_monitor FROM watcher");
                  return () -> rig.run("postgres", "GRANT pg_monitor TO watcher");
                })
            .with("reading-failing", "role-gained-rights"),
        Drill.of(
            "evaluator-stalled",
            "evaluation-late",
            "The node's process is stopped by SIGSTOP for 50 s.",
            ServerDrills::stalled));
  }

  private static List<Drill> server() {
    return List.of(
        // What is usual is known ten minutes after a start, so that this comes before all restarts.
        Drill.of(
                "traffic-gone",
                "commits-gone",
                "The application stops.",
                rig -> {
                  rig.stopTraffic();
                  return rig::startTraffic;
                })
            .about("shop")
            .within(Duration.ofMinutes(5)),
        Drill.of(
                "backend-killed",
                "log-process-crashed",
                "A backend is ended by SIGKILL, so that the server recovers.",
                ServerDrills::killed)
            .with(
                "log-crash-recovery",
                "server-restarted",
                "sessions-failed",
                "log-fatal-many",
                "standby-not-receiving",
                "log-replication-ended",
                "target-unreachable",
                "rollback-share"),
        Drill.of(
                "server-restarted",
                "server-restarted",
                "The server is restarted.",
                rig -> {
                  rig.primary.stop(StopMode.FAST);
                  rig.primary.start();
                  return Drill.Removal.NOTHING;
                })
            .with("log-fatal-many", "sessions-killed", "sessions-failed", "log-replication-ended", "log-connections-refused"),
        Drill.of(
                "server-hangs",
                "target-unreachable",
                "All processes of the server are stopped by SIGSTOP.",
                rig -> StoppedProcess.of(rig.primary)::close)
            .with(
                "receiver-silent",
                "standby-not-receiving",
                "replay-behind",
                "commits-gone",
                "pooler-wait-long",
                "pooler-clients-waiting",
                "subscription-errors",
                "sessions-abandoned"),
        Drill.of(
                "server-stopped",
                "target-unreachable",
                "The server is stopped.",
                rig -> {
                  rig.primary.stop(StopMode.FAST);
                  return rig.primary::start;
                })
            .with("standby-not-receiving", "server-restarted", "log-fatal-many", "sessions-killed", "log-replication-ended"));
  }

  private static List<Drill> last() {
    return List.of(
        // Long after the other one of that check, whose alert would hide this one.
        Drill.of(
                "standby-lock-conflict",
                "standby-conflicts",
                "A table that a session of the standby has read is altered at the primary.",
                ServerDrills::locked)
            .at("standby")
            .with("idle-in-transaction", "replay-behind", "standby-behind", "standby-late"),
        Drill.of(
                "failover",
                "server-promoted",
                "The standby is promoted.",
                rig -> {
                  rig.standby.promote();
                  return Drill.Removal.NOTHING;
                })
            .at("standby")
            .with(
                "standby-gone",
                "archive-never",
                "checkpoints-requested",
                "setting-changed",
                // What is wrong with what a primary has is the new one's now.
                "logins-without-expiry",
                "next-partition-missing",
                "vault-missing",
                // The old primary runs on and receives for the same subscription.
                "subscription-stopped",
                "subscription-errors"));
  }

  private static void tell(TemporaryCluster server, String sql) {
    try (Session session = server.session()) {
      session.text(sql);
    }
  }

  private static Drill.Removal paused(Rig rig) {
    tell(rig.standby, "SELECT pg_wal_replay_pause()::text");
    return () -> tell(rig.standby, "SELECT pg_wal_replay_resume()::text");
  }

  private static Drill.Removal refused(Rig rig) throws IOException {
    Path hba = rig.primary.hbaFile();
    List<String> before = Files.readAllLines(hba);
    List<String> refusing = new ArrayList<>(before);
    refusing.addFirst("host replication all 127.0.0.1/32 reject");
    Files.write(hba, refusing);
    rig.ask("SELECT pg_reload_conf()::text");
    rig.ask("SELECT pg_terminate_backend(pid)::text FROM pg_stat_replication WHERE application_name = 'second'");
    return () -> {
      Files.write(hba, before);
      rig.ask("SELECT pg_reload_conf()::text");
    };
  }

  /// A drill before may have ended the standby's connection.
  private static Drill.Removal silent(Rig rig) {
    String sender =
        "SELECT COALESCE(max(pid), 0)::text FROM pg_stat_replication WHERE application_name = 'second'";
    Rig.eventually(() -> !rig.ask(sender).equals("0"));
    return StoppedProcess.of(List.of(Long.parseLong(rig.ask(sender))))::close;
  }

  /// With feedback vacuum would keep the rows for the query.
  private static Drill.Removal conflict(Rig rig) {
    feedback(rig, "off");
    Rig.eventually(
        () ->
            rig.ask(
                    "SELECT count(*)::text FROM pg_stat_replication"
                        + " WHERE application_name = 'second' AND backend_xmin IS NULL")
                .equals("1"));
    Session reader = reading(rig);
    rig.run("drills", "UPDATE wanted SET v = v + 1");
    rig.run("drills", "VACUUM wanted");
    return () -> {
      reader.abort();
      feedback(rig, "on");
    };
  }

  /// Feedback does not help against a lock.
  private static Drill.Removal locked(Rig rig) {
    Session reader = reading(rig);
    rig.run("drills", "ALTER TABLE wanted ADD COLUMN further int");
    return () -> {
      reader.abort();
      rig.run("drills", "ALTER TABLE wanted DROP COLUMN further");
    };
  }

  /// A session of the standby that has read a table and keeps its transaction open.
  private static Session reading(Rig rig) {
    Session reader = rig.standby.session("drills");
    reader.begin(IsolationLevel.REPEATABLE_READ, Access.READ_ONLY);
    reader.text("SELECT count(*)::text FROM wanted");
    return reader;
  }

  private static void feedback(Rig rig, String value) {
    try (Session session = rig.standby.session()) {
      session.execute("ALTER SYSTEM SET hot_standby_feedback = " + value);
      session.text("SELECT pg_reload_conf()::text");
    }
  }

  private static Session pooled(Rig rig) {
    return Session.open(
        rig.pooler.orElseThrow().settings(rig.primary),
        SessionOptions.onOwnServer("pooled")
            .withStatementTimeout(Duration.ofHours(1))
            .withAnswerSlack(Duration.ofHours(1)));
  }

  /// A session has a connection to the server from its first statement on.
  private static Drill.Removal pool(Rig rig) {
    List<Session> held = List.of(pooled(rig), pooled(rig));
    held.forEach(session -> session.text("SELECT 1::text"));
    Rig.Loop clients =
        Rig.loop(
            8,
            () -> {
              try (Session client = pooled(rig)) {
                client.text("SELECT 1::text");
              }
            });
    return () -> {
      held.forEach(Session::close);
      clients.end();
    };
  }

  private static void console(Rig rig, String command) throws IOException {
    ExternalCommand.of(
            "/usr/bin/psql",
            "-X",
            "-h",
            "127.0.0.1",
            "-p",
            Integer.toString(rig.pooler.orElseThrow().port()),
            "-U",
            "postgres",
            "-d",
            "pgbouncer",
            "-c",
            command)
        .run(Duration.ofSeconds(30));
  }

  private static Drill.Removal stalled(Rig rig) {
    StoppedProcess stopped = StoppedProcess.of(List.of(rig.node().pid()));
    Rig.CLOCK.pause(Duration.ofSeconds(50));
    stopped.close();
    return Drill.Removal.NOTHING;
  }

  private static Drill.Removal killed(Rig rig) {
    try (Session session = rig.session()) {
      ExternalCommand.of("/bin/kill", "-KILL", Integer.toString(session.backend()))
          .run(Duration.ofSeconds(10));
    }
    return Drill.Removal.NOTHING;
  }
}
