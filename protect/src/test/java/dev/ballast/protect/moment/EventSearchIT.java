package dev.ballast.protect.moment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Progress;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.protect.TestVault;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.protect.moment.LogEvent.Kind;
import dev.ballast.vault.Vault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A database in which things are dropped, truncated and deleted that the backup has, that were
/// made after it, and whose catalogs were moved.
class EventSearchIT {
  private static final EventQuery EVERYTHING =
      new EventQuery(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          EnumSet.allOf(Kind.class),
          1,
          100);

  /// The deletion of 7 rows is below the limit, the update of 10 is smaller than that of 123.
  private static final EventQuery LARGEST =
      new EventQuery(
          Optional.of("public.orders"),
          Optional.of("postgres"),
          Optional.of(Instant.EPOCH),
          Optional.of(Instant.EPOCH.plus(Duration.ofDays(100_000))),
          EnumSet.allOf(Kind.class),
          8,
          1);

  @TempDir Path folder;

  private final List<String> expected = new ArrayList<>();

  private static Lsn flushed(Session session) {
    return session.one("SELECT pg_current_wal_flush_lsn() AS lsn", row -> row.lsn("lsn"));
  }

  /// Runs statements in one transaction and expects what they do under its id.
  private void change(Session session, List<String> statements, String... events) {
    session.execute("BEGIN");
    statements.forEach(session::execute);
    long xid = session.number("SELECT pg_current_xact_id()::text::bigint");
    session.execute("COMMIT");
    for (String event : events) {
      expected.add(xid + " " + event);
    }
  }

  private static void prepare(Session session) {
    session.execute("CREATE SCHEMA app");
    session.execute("CREATE TABLE orders (id int PRIMARY KEY, body text)");
    session.execute("INSERT INTO orders SELECT g, 'x' FROM generate_series(1, 500) g");
    session.execute("CREATE TABLE items AS SELECT generate_series(1, 40) AS id");
    session.execute("CREATE TABLE notes AS SELECT generate_series(1, 30) AS id");
    session.execute("CREATE TABLE app.one AS SELECT 1 AS id");
    session.execute("CREATE TABLE app.two (id int) PARTITION BY RANGE (id)");
    session.execute("CREATE TABLE app.part PARTITION OF app.two FOR VALUES FROM (0) TO (100)");
    session.execute("CREATE TABLE app.rest PARTITION OF app.two DEFAULT");
    session.execute("INSERT INTO app.two SELECT generate_series(1, 20)");
    session.execute("ANALYZE items");
  }

  private void inTheBackup(Session session) {
    session.execute("DELETE FROM orders WHERE id < 0");
    session.execute("BEGIN");
    session.execute("DELETE FROM orders");
    session.execute("ROLLBACK");
    change(
        session,
        List.of(
            "DELETE FROM orders WHERE id <= 100",
            "SAVEPOINT s",
            "DELETE FROM orders WHERE id <= 123",
            "SAVEPOINT t",
            "DELETE FROM orders WHERE id <= 200",
            "ROLLBACK TO t"),
        "DELETED postgres/public.orders 123");
    change(session, List.of("TRUNCATE items"), "TRUNCATED postgres/public.items 40");
    // Rows that move between partitions and rewrites lose nothing.
    session.execute("UPDATE app.two SET id = id + 200 WHERE id <= 5");
    session.execute("VACUUM FULL orders");
    session.execute("CLUSTER orders USING orders_pkey");
    session.execute("ALTER TABLE orders ALTER id TYPE bigint");
    change(
        session, List.of("DELETE FROM orders WHERE id <= 130"), "DELETED postgres/public.orders 7");
    change(
        session,
        List.of("UPDATE orders SET body = 'y' WHERE id <= 140"),
        "UPDATED postgres/public.orders 10");
    session.execute("ALTER TABLE notes RENAME TO remarks");
    session.execute("BEGIN");
    session.execute("ALTER TABLE remarks RENAME TO never");
    session.execute("ROLLBACK");
    change(session, List.of("DROP TABLE remarks"), "DROPPED postgres/public.remarks");
    change(
        session,
        List.of("SET client_min_messages = 'error'", "DROP SCHEMA app CASCADE"),
        "DROPPED postgres/app.one",
        "DROPPED postgres/app.part",
        "DROPPED postgres/app.rest",
        "DROPPED postgres/app.two");
  }

  private void madeAfterIt(Session session) {
    session.execute("CREATE TEMP TABLE passing AS SELECT generate_series(1, 9) AS id");
    session.execute("DELETE FROM passing");
    session.execute("DROP TABLE passing");
    session.execute("CREATE TABLE late AS SELECT generate_series(1, 60) AS id");
    session.execute("ANALYZE late");
    change(session, List.of("DELETE FROM late WHERE id <= 3"), "DELETED postgres/public.late 3");
    change(session, List.of("DROP TABLE late"), "DROPPED postgres/public.late 60");
    session.execute("VACUUM FULL pg_class");
    session.execute("VACUUM FULL pg_namespace");
    session.execute("CREATE SCHEMA \"Später\"");
    session.execute("CREATE TABLE \"Später\".\"nach dem Umzug\" AS SELECT 1 AS id");
    change(
        session,
        List.of("DELETE FROM \"Später\".\"nach dem Umzug\""),
        "DELETED postgres/Später.nach dem Umzug 1");
    change(
        session,
        List.of("DROP TABLE \"Später\".\"nach dem Umzug\""),
        "DROPPED postgres/Später.nach dem Umzug");
  }

  private void inOtherDatabases(TemporaryCluster source, Session session, int major) {
    List<String> ways =
        major < 15 ? List.of("") : List.of(" STRATEGY wal_log", " STRATEGY file_copy");
    for (String way : ways) {
      String name = "shop" + way.length();
      session.execute("CREATE DATABASE " + name + way);
      try (Session shop = source.session(name)) {
        shop.execute("CREATE TABLE goods AS SELECT generate_series(1, 8) AS id");
        change(shop, List.of("DELETE FROM goods"), "DELETED " + name + "/public.goods 8");
      }
      session.execute("DROP DATABASE " + name);
      expected.add("DATABASE_DROPPED " + name);
    }
  }

  private static String text(LogEvent event) {
    String rows = event.rows().isPresent() ? " " + event.rows().getAsLong() : "";
    String xid = event.kind() == Kind.DATABASE_DROPPED ? "" : event.xid() + " ";
    return xid + event.kind() + " " + event.subject().text() + rows;
  }

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.SupportedMajors#all")
  void everythingThatWasLostIsNamedAndNothingElse(int major) {
    try (TemporaryCluster source =
            TemporaryCluster.of(major, Clock.system())
                .setting("wal_keep_size", "1GB")
                .setting("autovacuum", "off")
                .start();
        Vault vault = TestVault.in(folder);
        Session session = source.session()) {
      prepare(session);
      Backup backup =
          new BackupRun(
                  vault,
                  source.settings(),
                  BackupSettings.of("source", 1),
                  Clock.system(),
                  Progress.NONE)
              .run();
      inTheBackup(session);
      madeAfterIt(session);
      inOtherDatabases(source, session, major);
      LogStart start = LogStart.of(backup.record(), backup.record().span().timeline());
      LogBytes log =
          new FilesLog(source.dataDirectory().resolve("pg_wal"), start, flushed(session));

      FoundEvents found = EventSearch.find(vault, backup, start, log, EVERYTHING);

      assertThat(found.events().stream().map(EventSearchIT::text).sorted())
          .isEqualTo(expected.stream().sorted().toList());
      assertThat(found.notes()).isEmpty();
      assertThat(found.events())
          .allSatisfy(event -> assertThat(event.before()).isLessThan(event.commit()))
          .allSatisfy(event -> assertThat(event.doubts()).isEmpty());
      if (major >= 15) {
        theNextRecordIsTheOneThatLosesIt(session, found);
      }
      onlyWhatIsSoughtIsListed(found, EventSearch.find(vault, backup, start, log, LARGEST));
    }
  }

  /// What the server says of its own log: nothing is lost up to the record under `before`, and the
  /// next one is the commit; of a database, the one that marks it.
  private static void theNextRecordIsTheOneThatLosesIt(Session session, FoundEvents found) {
    session.execute("CREATE EXTENSION pg_walinspect");
    for (LogEvent event : found.events()) {
      List<String> records =
          session.query(
              """
              SELECT start_lsn || ' ' || resource_manager || ' ' || record_type AS record
                FROM pg_get_wal_records_info(?::pg_lsn, ?::pg_lsn) ORDER BY start_lsn
              """,
              row -> row.text("record"),
              event.before(),
              behind(event.commit(), found.to()));
      assertThat(records.getFirst()).startsWith(event.before() + " ");
      if (event.kind() == Kind.DATABASE_DROPPED) {
        assertThat(records.get(1)).contains("Heap INPLACE");
        assertThat(records).anyMatch(record -> record.contains("Database DROP"));
      } else {
        assertThat(records.get(1)).isEqualTo(event.commit() + " Transaction COMMIT");
      }
    }
  }

  /// Far enough behind a commit record for the server to show the whole of it.
  private static Lsn behind(Lsn commit, Lsn end) {
    Lsn far = commit.plus(8192);
    return far.isBefore(end) ? far : end;
  }

  private static void onlyWhatIsSoughtIsListed(FoundEvents all, FoundEvents some) {
    LogEvent largest = all.events().getFirst();
    assertThat(some.events()).containsExactly(largest);
    assertThat(some.notes()).containsExactly("1 more smaller deletions and updates are not listed");
    assertThat(LARGEST.wants(largest.at())).isTrue();
    assertThat(LARGEST.wants(LARGEST.until().orElseThrow().plusMillis(1))).isFalse();
    assertThat(LARGEST.wants(Instant.EPOCH.minusMillis(1))).isFalse();
  }
}
