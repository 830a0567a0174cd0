package dev.ballast.protect.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Verdict;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.wal.CommitRecord;
import dev.ballast.protect.verify.content.ContentCheck;
import dev.ballast.protect.verify.content.DatabaseReading;
import dev.ballast.protect.verify.content.DigestSettings;
import dev.ballast.protect.verify.content.LockSlots;
import dev.ballast.protect.verify.content.NotCovered;
import dev.ballast.protect.verify.content.SourceReading;
import dev.ballast.protect.verify.snapshot.CommitLog;
import dev.ballast.protect.verify.snapshot.SourceReader;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Far more tables and sequences than the source has lock slots for, read in batches; between the
/// snapshot and the first batch everything happens to some of them that their locks would prevent.
final class ManyTablesIT {
  private static final int TABLES = 2000;

  private static TemporaryCluster source;

  private static final String MANY =
      """
      DO $$
      BEGIN
        FOR i IN 1..%d LOOP
          EXECUTE format('CREATE TABLE t%%s (id int GENERATED ALWAYS AS IDENTITY, what text)', i);
          IF i %% 50 = 0 THEN COMMIT; END IF;
        END LOOP;
      END $$
      """
          .formatted(TABLES);

  /// All of these are seen by a snapshot that is older, or are not what it saw.
  private static final String CHANGES =
      """
      TRUNCATE t1;
      DROP TABLE t2;
      ALTER TABLE t3 DROP COLUMN what;
      ALTER TABLE t4 RENAME TO t4_renamed;
      ALTER TABLE t5 ALTER COLUMN what TYPE varchar;
      ALTER TABLE t6 ADD COLUMN more int DEFAULT 7;
      ALTER TABLE t7 RENAME TO t7_other; ALTER TABLE t8 RENAME TO t7; ALTER TABLE t7_other RENAME TO t8;
      DROP TABLE t9; CREATE TABLE t9 (id int, what text);
      ALTER TABLE t10 SET SCHEMA elsewhere;
      """;

  /// None of these changes what an older snapshot sees of the tables.
  private static final String HARMLESS =
      """
      INSERT INTO t11 (what) VALUES ('late'); UPDATE t12 SET what = 'late'; DELETE FROM t13;
      CREATE INDEX ON t14 (what); GRANT SELECT ON t15 TO PUBLIC; ANALYZE t16;
      ALTER TABLE t17 ADD CHECK (id > 0); COMMENT ON TABLE t18 IS 'late';
      """;

  /// Lets something happen once all snapshots are settled and nothing is read yet.
  private record Meanwhile(CommitLog log, Runnable happening) implements CommitLog {
    @Override
    public List<CommitRecord> commitsThrough(Lsn lsn) {
      return log.commitsThrough(lsn);
    }

    @Override
    public void settle() {
      log.settle();
    }

    @Override
    public void letGo() {
      log.letGo();
      happening.run();
    }
  }

  private static void fill(Session session) {
    session.execute(MANY);
    session.execute("CREATE SCHEMA elsewhere");
    session.execute(
        "DO $$ BEGIN FOR i IN 1..20 LOOP"
            + " EXECUTE format('INSERT INTO t%s (what) SELECT g FROM generate_series(1, %s) g', i, 10 + i);"
            + " END LOOP; END $$");
  }

  @BeforeAll
  static void start() {
    source =
        TemporaryCluster.of(18, Clock.system())
            .setting("max_connections", "20")
            .setting("max_locks_per_transaction", "10")
            .setting("wal_keep_size", "1GB")
            .setting("max_wal_senders", "4")
            .setting("max_worker_processes", "2")
            .start();
    try (Session session = source.session()) {
      fill(session);
    }
  }

  @AfterAll
  static void stop() {
    source.close();
  }

  @Test
  void allAreReadUnderOneSnapshotAndWhatChangedMeanwhileIsNamed() {
    try (Session session = source.session()) {
      assertNoRoomForAllLocks(session);
      try (LogOfFiles log = new LogOfFiles(source);
          PhysicalCopy copy = new PhysicalCopy(source)) {
        SourceReading reading =
            read(
                log,
                () -> {
                  session.execute(CHANGES);
                  session.execute(HARMLESS);
                });

        DatabaseReading database = ofPostgres(reading);
        assertThat(database.undecided())
            .allSatisfy(n -> assertThat(n.reason()).contains("after the snapshot"))
            .extracting(NotCovered::object)
            .containsExactlyInAnyOrder(
                "public.t1",
                "public.t2",
                "public.t3",
                "public.t4",
                "public.t5",
                "public.t6",
                "public.t7",
                "public.t8",
                "public.t9",
                "public.t10");
        assertThat(ofUser(database)).isEqualTo(TABLES - 10);
        // Two were dropped, and one moved to another schema.
        assertThat(database.sequences()).hasSize(TABLES - 3);
        LevelResult result = compare(copy, reading);
        assertThat(result.verdict()).as(result.toString()).isInstanceOf(Verdict.Undecided.class);
        assertThat(result.facts().stream().filter(fact -> fact.startsWith("undecided: ")))
            .hasSize(10);
      }
    }
  }

  /// What fits into a session's own memory is read anyway; nothing is left out silently.
  @Test
  void whereOthersLeaveTenSlotsEachTableIsReadOrNamed() {
    try (Session session = source.session();
        Session hog = source.session();
        LogOfFiles log = new LogOfFiles(source)) {
      long tables =
          session.number(
              "SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relname LIKE 't%'"
                  + " AND relnamespace IN ('public'::regnamespace, 'elsewhere'::regnamespace)");

      SourceReading reading = read(log, () -> takeAllSlotsBut(10, hog));

      DatabaseReading database = ofPostgres(reading);
      assertThat(ofUser(database) + database.undecided().size()).isEqualTo(tables);
      assertThat(database.undecided())
          .allSatisfy(n -> assertThat(n.reason()).contains("no lock slot left"));
    }
  }

  private static SourceReading read(CommitLog log, Runnable meanwhile) {
    return SourceReader.read(
        source.settings(),
        DigestSettings.defaults(1),
        new Meanwhile(log, meanwhile),
        Clock.system());
  }

  /// Advisory locks stay when the statement that took them fails.
  private static void takeAllSlotsBut(int left, Session hog) {
    Fault full =
        catchThrowableOfType(
            Fault.class,
            () ->
                hog.execute(
                    "SELECT count(pg_advisory_lock(g)) FROM generate_series(1, 1000000) g"));
    assertThat(LockSlots.ranOut(full)).isTrue();
    hog.execute(
        "SELECT count(pg_advisory_unlock(g)) FROM generate_series(1, %d) g".formatted(left));
  }

  private static DatabaseReading ofPostgres(SourceReading reading) {
    return reading.databases().stream()
        .filter(d -> d.database().equals("postgres"))
        .findFirst()
        .orElseThrow();
  }

  private static long ofUser(DatabaseReading database) {
    return database.tables().stream()
        .filter(t -> t.schema().equals("public") || t.schema().equals("elsewhere"))
        .count();
  }

  private static LevelResult compare(PhysicalCopy copy, SourceReading reading) {
    ContentCheck check =
        new ContentCheck(reading, copy::session, DigestSettings.defaults(1), Clock.system());
    for (Lsn target : reading.targets()) {
      copy.recoverTo(target);
      check.compareAt(target);
      copy.stop();
    }
    return check.result();
  }

  /// Without batches neither the tables nor the sequences could be read here.
  private static void assertNoRoomForAllLocks(Session session) {
    for (String atOnce :
        List.of(
            "DO $$ BEGIN FOR i IN 1..%d LOOP EXECUTE format('LOCK TABLE t%%s IN ACCESS SHARE MODE', i); END LOOP; END $$"
                .formatted(TABLES),
            "SELECT count(last_value) FROM pg_sequences")) {
      Fault fault = catchThrowableOfType(Fault.class, () -> session.execute(atOnce));
      assertThat(fault).as(atOnce).isNotNull();
      assertThat(LockSlots.ranOut(fault)).as(fault.toString()).isTrue();
    }
  }
}
