package dev.ballast.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.cli.RootCommand;
import dev.ballast.cli.frame.CommandRun;
import dev.ballast.cli.frame.Terminal;
import dev.ballast.evidence.Clock;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.TemporaryCluster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What Ballast does on a server it guards, by that server's own log: it reads, and leaves nothing
/// behind. The database's owner does his best to make it do more.
class OnlyReadsIT {
  /// Statements of Ballast's role and of the `pg_dump` it runs.
  private static final Pattern READS =
      Pattern.compile(
          "(BEGIN|COMMIT|ROLLBACK|SHOW .*"
              + "|SET TRANSACTION ISOLATION LEVEL (REPEATABLE READ|READ COMMITTED)( READ ONLY|, READ ONLY)?"
              + "|SET TRANSACTION SNAPSHOT .*|SAVEPOINT .*|RELEASE SAVEPOINT .*|ROLLBACK TO SAVEPOINT .*"
              + "|PREPARE ballast_lock AS .*|DEALLOCATE ballast_lock|EXPLAIN SELECT .*"
              + "|COPY .* TO STDOUT \\(FORMAT text, ENCODING .*\\)"
              + "|LOCK TABLE .* IN ACCESS SHARE MODE|SET [a-z_A-Z]+ ?(=|TO) .*"
              + "|PREPARE \\w+\\(.*\\) AS\\s+SELECT\\b.*|PREPARE \\w+\\(.*\\) AS -- .*|EXECUTE .*"
              + "|(SELECT|WITH)\\b.*);?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /// Functions that change something, but for the session's own settings, and the mark in the log
  /// that ties a snapshot to an LSN.
  private static final Pattern CHANGES =
      Pattern.compile(
          "\\b(nextval|setval|lo_\\w+|pg_(create|drop|copy|replication|terminate|cancel|reload|rotate|switch|promote|start|stop|backup|notify|advisory|try_advisory)\\w*|dblink\\w*|INTO)\\s*\\(",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern REPLICATION =
      Pattern.compile(
          "(IDENTIFY_SYSTEM|SHOW .*|TIMELINE_HISTORY .*|BASE_BACKUP .*|START_REPLICATION .*"
              + "|CREATE_REPLICATION_SLOT \"?ballast_\\w+\"? TEMPORARY PHYSICAL.*);?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern LOGGED =
      Pattern.compile(
          "LOG:  (statement|execute \\S+|received replication command): (.*)", Pattern.DOTALL);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {15, 18})
  void everyStatementOnAHostileServerReadsAndNothingIsLeftBehind(int major) throws IOException {
    try (TemporaryCluster cluster =
        TemporaryCluster.of(major, Clock.system())
            .fsync(true)
            .tcp()
            .setting("log_statement", "all")
            .setting("log_replication_commands", "on")
            .setting("log_line_prefix", "=%u=%d= ")
            .setting("track_functions", "all")
            .setting("autovacuum", "off")
            .start()) {
      HostileDatabase.create(cluster);
      HostileDatabase.shadow(cluster);
      List<String> before = left(cluster);
      // What other sessions did is counted when they end.
      try (Session session = cluster.session()) {
        session.execute(
            "SELECT pg_catalog.pg_terminate_backend(pid, 10000) FROM pg_catalog.pg_stat_activity"
                + " WHERE datname = 'shop'");
      }
      try (Session session =
          Session.open(
              HostileDatabase.as(cluster, "postgres", "shop"), SessionOptions.of("test"))) {
        session.execute("SELECT pg_catalog.pg_stat_reset()");
      }
      Path migration =
          Files.writeString(folder.resolve("V2__note.sql"), "ALTER TABLE orders ADD note text;\n");
      String shop = url(cluster, "shop");

      int check = run("target", "check", "--target", shop);
      HostileDatabase.backup(cluster, "shop", folder);
      run("change", "check", "--target", shop, migration.toString());
      // Both fail where this machine has no pg_dump of that major; what it asked before is looked
      // at.
      run("change", "trace", "--no-probes", "--target", shop, migration.toString());

      assertThat(check).as(err.toString(UTF_8)).isZero();
      List<String> called = functionsCalled(cluster);
      assertThat(called).isEmpty();
      List<String> log = entries(cluster.log());
      assertThat(log).as("of %s", folder).noneMatch(entry -> entry.contains("LOG:  HARM done as"));
      assertOnlyReads(log);
      assertThat(left(cluster)).isEqualTo(before);
      assertThatTheAttackWorksOnOthers(cluster);
    }
  }

  private static void assertOnlyReads(List<String> log) {
    int seen = 0;
    for (String entry : log) {
      Matcher logged = LOGGED.matcher(entry);
      if (entry.startsWith("=ballast=") && logged.find()) {
        String sql = logged.group(2).strip();
        boolean replication = logged.group(1).startsWith("received");
        assertThat(sql).matches(replication ? REPLICATION : READS);
        String withoutTexts = sql.replaceAll("'([^']|'')*'", "''");
        assertThat(CHANGES.matcher(withoutTexts).find()).as(sql).isFalse();
        seen++;
      }
    }
    assertThat(seen).as("statements of Ballast in the log").isGreaterThan(100);
  }

  /// Functions outside of PostgreSQL that anybody called in the hostile database.
  private static List<String> functionsCalled(TemporaryCluster cluster) {
    try (Session session =
        Session.open(HostileDatabase.as(cluster, "postgres", "shop"), SessionOptions.of("test"))) {
      return session.query(
          "SELECT funcname FROM pg_catalog.pg_stat_user_functions WHERE calls > 0",
          row -> row.text(1));
    }
  }

  /// A session without Ballast's care does the harm, so the test would see it.
  private static void assertThatTheAttackWorksOnOthers(TemporaryCluster cluster)
      throws IOException {
    try (Session careless =
        Session.open(
            HostileDatabase.as(cluster, "ballast", "shop"),
            SessionOptions.onOwnServer("careless"))) {
      careless.execute("SELECT probin FROM pg_proc LIMIT 1");
      careless.execute("SELECT FROM ONLY public.orders");
    }
    assertThat(entries(cluster.log())).anyMatch(entry -> entry.contains("LOG:  HARM done as"));
    assertThat(left(cluster)).anyMatch(line -> line.contains("left_by_app"));
  }

  /// What a session could leave behind: roles, settings, slots, relations, temporary ones included,
  /// locks, prepared transactions, and the content of the owner's tables.
  private static List<String> left(TemporaryCluster cluster) {
    List<String> found = new ArrayList<>();
    try (Session session = cluster.session()) {
      for (String question :
          List.of(
              "SELECT 'role ' || r::text FROM pg_catalog.pg_authid r",
              "SELECT 'membership ' || m::text FROM pg_catalog.pg_auth_members m",
              "SELECT 'setting ' || s::text FROM pg_catalog.pg_db_role_setting s",
              "SELECT 'slot ' || slot_name FROM pg_catalog.pg_replication_slots",
              "SELECT 'prepared ' || gid FROM pg_catalog.pg_prepared_xacts",
              "SELECT 'database ' || datname || coalesce(datacl::text, '') FROM pg_catalog.pg_database",
              "SELECT 'file setting ' || name || setting FROM pg_catalog.pg_file_settings")) {
        found.addAll(session.query(question, row -> row.text(1)));
      }
    }
    try (Session session =
        Session.open(HostileDatabase.as(cluster, "postgres", "shop"), SessionOptions.of("test"))) {
      for (String question :
          List.of(
              "SELECT pg_catalog.concat_ws(' ', 'relation', c.oid, relname, relkind, relfilenode, relacl) FROM pg_catalog.pg_class c",
              "SELECT pg_catalog.concat_ws(' ', 'routine', oid, proname, proacl) FROM pg_catalog.pg_proc WHERE oid >= 16384",
              "SELECT 'schema ' || nspname FROM pg_catalog.pg_namespace",
              "SELECT 'row ' || l::pg_catalog.text FROM evil.loot l",
              "SELECT 'rows ' || pg_catalog.count(*) || pg_catalog.md5(pg_catalog.string_agg(body || at, '' ORDER BY id)) FROM public.orders")) {
        found.addAll(session.query(question, row -> row.text(1)));
      }
    }
    return found.stream().sorted().toList();
  }

  /// The log's entries, each with its continuation lines.
  private static List<String> entries(Path log) throws IOException {
    return List.of(Files.readString(log).split("\n(?!\t)", -1));
  }

  private static String url(TemporaryCluster cluster, String database) {
    return "postgresql://ballast@127.0.0.1:%d/%s?sslmode=disable"
        .formatted(cluster.settings().port(), database);
  }

  private int run(String... arguments) {
    return CommandRun.of(
            new RootCommand(),
            List.of(arguments),
            new Terminal(
                new PrintStream(out, false, UTF_8),
                new PrintStream(err, false, UTF_8),
                false,
                false,
                Map.of(),
                Clock.system()))
        .status();
  }
}
