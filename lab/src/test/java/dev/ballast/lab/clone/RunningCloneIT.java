package dev.ballast.lab.clone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.lab.thin.CopyKind;
import dev.ballast.lab.thin.ThinCopies;
import dev.ballast.machine.Places;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.postgres.server.TemporaryCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A running copy of a clone whose source has everything that acts by itself or reaches out; each
/// attack is seen to succeed on the source.
class RunningCloneIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static CloneBench bench;
  private static Clone clone;
  private static RunningClone running;

  @BeforeAll
  static void start() {
    bench =
        CloneBench.of(
            TemporaryCluster.of(18, Clock.system())
                .tcp()
                .setting("shared_preload_libraries", "pg_prewarm")
                .setting("archive_mode", "on")
                .setting("archive_command", "true"),
            List.of(
                "CREATE ROLE boss SUPERUSER LOGIN",
                "CREATE EXTENSION dblink",
                "CREATE EXTENSION postgres_fdw",
                "CREATE SERVER away FOREIGN DATA WRAPPER postgres_fdw"
                    + " OPTIONS (host '127.0.0.1', port 'PORT')",
                "CREATE USER MAPPING FOR boss SERVER away OPTIONS (user 'postgres')",
                "CREATE FOREIGN TABLE away_t (id int) SERVER away"
                    + " OPTIONS (schema_name 'app', table_name 't')",
                "ALTER FOREIGN TABLE away_t OWNER TO boss",
                "CREATE TABLE app.idle (id int PRIMARY KEY)",
                "INSERT INTO app.idle VALUES (1)",
                "CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1 dbname=none' PUBLICATION p"
                    + " WITH (connect = false)",
                "ALTER SUBSCRIPTION s ENABLE"));
    clone = bench.create("one");
    running = clone.start(Confinement.PREFERRED, Progress.NONE);
  }

  @AfterAll
  static void stop() {
    running.close();
    bench.close();
  }

  @Test
  void nothingStartsByItself() {
    assertThat(workers(bench.source.session()))
        .contains("logical replication launcher", "archiver");
    assertThat(libraries(bench.source.session())).isEqualTo("pg_prewarm");
    try (Session session = running.as("postgres", "postgres", SessionOptions.onOwnServer("test"))) {
      session.execute("ALTER SUBSCRIPTION s ENABLE");
    }
    assertThat(workers(running.keeper("postgres")))
        .contains("checkpointer")
        .doesNotContain("archiver")
        .noneMatch(worker -> worker.startsWith("logical replication"));
    assertThat(libraries(running.keeper("postgres"))).isEmpty();
  }

  private static String libraries(Session session) {
    try (session) {
      return session.text("SHOW shared_preload_libraries");
    }
  }

  private static List<String> workers(Session session) {
    try (session) {
      return session.query(
          "SELECT backend_type FROM pg_stat_activity", row -> row.text("backend_type"));
    }
  }

  @Test
  void noRoleReachesAnotherServerByAForeignServerOrDblink() {
    String dblink =
        "SELECT id FROM dblink('host=127.0.0.1 port=%d user=postgres dbname=postgres',"
            .formatted(bench.source.settings().port());
    String away = dblink + " 'SELECT 7') AS d(id int)";
    try (Session source = bench.source.session()) {
      assertThat(source.text(away)).isEqualTo("7");
    }
    for (String role : List.of("boss", "app", "postgres")) {
      refused(role, away);
      refused(role, "GRANT EXECUTE ON FUNCTION dblink(text, text) TO " + role);
      refused(role, "SELECT count(*) FROM away_t");
      refused(role, "IMPORT FOREIGN SCHEMA app FROM SERVER away INTO app");
    }
  }

  @Test
  void noRoleRunsAProgramReadsAFileOrChangesASetting() {
    for (String role : List.of("boss", "app", "postgres")) {
      refused(role, "COPY (SELECT 1) TO PROGRAM 'cat'");
      refused(role, "SELECT pg_read_file('/etc/passwd')");
      refused(role, "GRANT EXECUTE ON FUNCTION pg_catalog.lo_export(oid, text) TO " + role);
      refused(role, "ALTER SYSTEM SET archive_command = 'true'");
      refused(role, "SET session_preload_libraries = 'pg_prewarm'");
      refused(
          role,
          "CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'pg_prewarm', 'autoprewarm_start_worker'");
    }
  }

  /// From PostgreSQL 16 on; the right to make roles is no right to those that there are.
  @Test
  void whoWasASuperuserMakesRolesAndNoneWithPower() {
    String keeper;
    try (Session session = running.as("boss", "postgres", SessionOptions.onOwnServer("test"))) {
      session.execute("CREATE ROLE made LOGIN");
      session.execute("DROP ROLE made");
      keeper = session.text("SELECT quote_ident(rolname) FROM pg_roles WHERE rolsuper");
    }
    refused("boss", "GRANT pg_execute_server_program TO boss");
    refused("boss", "CREATE ROLE evil IN ROLE pg_execute_server_program");
    refused("boss", "CREATE ROLE evil SUPERUSER");
    refused("boss", "CREATE ROLE evil REPLICATION");
    refused("boss", "ALTER ROLE boss SUPERUSER");
    refused("boss", "ALTER ROLE " + keeper + " PASSWORD 'known'");
    refused("boss", "GRANT " + keeper + " TO boss");
    refused("boss", "DROP ROLE app");
    refused("app", "CREATE ROLE evil");
  }

  /// Not even Ballast's own superuser, whom no code of the databases can become.
  @Test
  void noServerReachesTheSourceTheStateOrAnotherProcess() {
    Assumptions.assumeTrue(running.isolation().isComplete(), running.isolation().display());
    Path state = bench.labFolder().resolve("one").resolve("state");
    String before = ThinCopies.content(state).stamp().text();
    try (Session keeper = running.keeper("postgres")) {
      // The control: programs do run, and write where the copy is.
      assertThat(program(keeper, "echo there > " + running.dataDirectory() + "/x; echo $?"))
          .isEqualTo("0");
      assertThat(program(keeper, "ls " + state + " || echo hidden")).isEqualTo("hidden");
      assertThat(program(keeper, "echo x > " + state + "/data/PG_VERSION || echo kept"))
          .isEqualTo("kept");
      assertThat(program(keeper, "ls -d /proc/" + ProcessHandle.current().pid() + " || echo none"))
          .isEqualTo("none");
      int port = bench.source.settings().port();
      assertThat(
              program(
                  keeper,
                  "exec 3<> /dev/tcp/127.0.0.1/" + port + " && echo connected || echo alone",
                  "bash -c"))
          .isEqualTo("alone");
    }
    assertThat(ThinCopies.content(state).stamp().text()).isEqualTo(before);
  }

  private static String program(Session keeper, String script) {
    return program(keeper, script, "sh -c");
  }

  /// The last line that a program prints.
  private static String program(Session keeper, String script, String shell) {
    keeper.execute("CREATE TEMPORARY TABLE IF NOT EXISTS said (n serial, line text)");
    keeper.execute("TRUNCATE said");
    keeper.execute(
        "COPY said (line) FROM PROGRAM $c$%s '(%s) 2> /dev/null'$c$".formatted(shell, script));
    return keeper.text("SELECT line FROM said ORDER BY n DESC LIMIT 1");
  }

  private static void refused(String role, String statement) {
    try (Session session = running.as(role, "postgres", SessionOptions.onOwnServer("test"))) {
      assertThatThrownBy(() -> session.execute(statement))
          .as(role + ": " + statement)
          .isInstanceOf(Fault.class)
          .hasMessageMatching(
              "(?s).*(permission denied|must be|not allowed|cannot be changed|has no handler).*");
    }
  }

  @Test
  void filesOfARelationAreCopiedBeforeAStatementWaitsForThem() {
    Assumptions.assumeTrue(Places.isRoot(), "only root may mount an overlay");
    ThinCopies overlays =
        ThinCopies.in(bench.labFolder().resolve("one/r")).only(Set.of(CopyKind.OVERLAY));
    try (RunningClone overlaid = clone.start(Confinement.PREFERRED, Progress.NONE, overlays)) {
      assertSettled(overlaid);
    }
  }

  private static void assertSettled(RunningClone overlaid) {
    Path upper = overlaid.copy().folder().resolve("upper");
    List<String> files;
    long oid;
    try (Session keeper = overlaid.keeper("postgres")) {
      oid = keeper.number("SELECT 'app.idle'::regclass::oid::int8");
      files =
          keeper.query(
              "SELECT pg_relation_filepath(o) AS path FROM (VALUES ('app.idle'::regclass),"
                  + " ('app.idle_pkey')) AS v (o)",
              row -> row.text("path"));
    }
    assertThat(files)
        .hasSize(2)
        .allSatisfy(f -> assertThat(upper.resolve("data/" + f)).doesNotExist());
    overlaid.settle("postgres", List.of(oid));
    assertThat(files).allSatisfy(f -> assertThat(upper.resolve("data/" + f)).isNotEmptyFile());
  }

  @Test
  void aStandbyLagsWhileItsReplayStandsStillAndCatchesUp() {
    try (AttachedStandby standby = running.attachStandby(Progress.NONE)) {
      assertThat(standby.catchUp(LIMIT)).isTrue();
      try (Session replica = standby.keeper("postgres")) {
        assertThat(replica.text("SELECT pg_is_in_recovery()")).isEqualTo("t");
        // Checkpoints and lists of transactions, at the most.
        assertThat(standby.lag().bytes()).isLessThan(100_000);
        replica.text("SELECT pg_wal_replay_pause()");
        try (Session session = running.as("app", "postgres", SessionOptions.onOwnServer("test"))) {
          session.execute(
              "INSERT INTO app.t SELECT g, repeat('x', 500) FROM generate_series(1, 4000) AS g");
        }
        ReplicaLag behind = standby.lag();
        // 4000 rows of more than 500 bytes each.
        assertThat(behind.bytes()).isGreaterThan(2_000_000);
        assertThat(behind.behind().orElseThrow()).isPositive();
        replica.text("SELECT pg_wal_replay_resume()");
        assertThat(standby.catchUp(LIMIT)).isTrue();
        assertThat(standby.lag().bytes()).isLessThan(100_000);
      }
    }
    try (Session keeper = running.keeper("postgres")) {
      assertThat(keeper.number("SELECT count(*) FROM pg_replication_slots")).isZero();
    }
  }
}
