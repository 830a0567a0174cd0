package dev.ballast.protect.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Verdict;
import dev.ballast.evidence.json.Json;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.protect.verify.content.ContentCheck;
import dev.ballast.protect.verify.content.Coverage;
import dev.ballast.protect.verify.content.DatabaseReading;
import dev.ballast.protect.verify.content.DigestSettings;
import dev.ballast.protect.verify.content.NotCovered;
import dev.ballast.protect.verify.content.SequencePosition;
import dev.ballast.protect.verify.content.SourceReading;
import dev.ballast.protect.verify.content.TableDigest;
import dev.ballast.protect.verify.snapshot.SourceReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SourceContentIT {
  private static TemporaryCluster source(int major) {
    return TemporaryCluster.of(major, Clock.system())
        .setting("max_prepared_transactions", "20")
        .fsync(true)
        .setting("wal_keep_size", "4GB")
        .setting("max_wal_size", "4GB")
        .start();
  }

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void aCopyRecoveredToTheTargetEqualsTheSourceWhileItIsWritten(int major) {
    try (TemporaryCluster source = source(major)) {
      try (Session session = source.session()) {
        session.execute("CREATE DATABASE shop");
      }
      try (LogOfFiles log = new LogOfFiles(source);
          Writers writers = new Writers(source, "shop", 6);
          PhysicalCopy copy = new PhysicalCopy(source)) {
        SourceReading reading =
            SourceReader.read(source.settings(), DigestSettings.defaults(1), log, Clock.system());
        assertThat(Json.read(Json.write(reading), SourceReading.class)).isEqualTo(reading);
        ContentCheck check =
            new ContentCheck(reading, copy::session, DigestSettings.defaults(1), Clock.system());
        for (Lsn target : reading.targets()) {
          copy.recoverTo(target);
          check.compareAt(target);
          try (Session session = copy.session("shop")) {
            assertThat(session.number("SELECT sum(balance) FROM account")).isEqualTo(Writers.TOTAL);
          }
          copy.stop();
        }
        assertThat(writers.committed()).as("commits while it was read").isPositive();
        LevelResult result = check.result();
        assertThat(result.verdict()).as(result.toString()).isEqualTo(Verdict.proved());
      }
    }
  }

  /// Samples every table of more than eight pages.
  private static DigestSettings sampling() {
    DigestSettings defaults = DigestSettings.defaults(7);
    return new DigestSettings(
        2,
        defaults.attempts(),
        new ByteSize(8 * 8192),
        0.5,
        0.1,
        7,
        defaults.statementTimeout(),
        defaults.lockTimeout());
  }

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void everyKindOfObjectIsComparedOrNamedAsNotCovered(int major) {
    try (TemporaryCluster source = OddSchema.source(major)) {
      OddSchema.create(source);
      try (LogOfFiles log = new LogOfFiles(source);
          PhysicalCopy copy = new PhysicalCopy(source)) {
        for (DigestSettings settings : List.of(DigestSettings.defaults(1), sampling())) {
          SourceReading reading =
              SourceReader.read(source.settings(), settings, log, Clock.system());
          copy.recoverTo(reading.targets().getFirst());
          ContentCheck check = new ContentCheck(reading, copy::session, settings, Clock.system());
          check.compareAt(reading.targets().getFirst());
          copy.stop();
          LevelResult result = check.result();
          assertThat(result.verdict()).as(result.toString()).isEqualTo(Verdict.proved());
          assertThat(result.facts())
              .containsExactlyInAnyOrder(
                  "not covered: odd \"db\": public.scratch: unlogged: empty in every physical copy",
                  "not covered: odd \"db\": public.unfilled: materialised view that was never filled");
          assertOdd(reading, settings);
        }
      }
    }
  }

  private static void assertOdd(SourceReading reading, DigestSettings settings) {
    DatabaseReading odd =
        reading.databases().stream()
            .filter(d -> d.database().equals(OddSchema.DATABASE))
            .findFirst()
            .orElseThrow();
    assertThat(odd.tables())
        .extracting(TableDigest::schema, TableDigest::table, TableDigest::rows)
        .contains(
            tuple("public", "empty_columns", 3L),
            tuple("public", "events_2024", 366L),
            tuple("public", "events_rest", 469L),
            tuple("public", "filled", 10L),
            tuple("public", "guarded", 30L),
            tuple("public", "parent_of", 1L),
            tuple("pg_catalog", "pg_largeobject_metadata", 5L));
    Coverage ofSearched =
        odd.tables().stream()
            .filter(t -> t.table().equals("searched"))
            .map(TableDigest::coverage)
            .findFirst()
            .orElseThrow();
    if (settings.confidence() > 0.9) {
      assertThat(ofSearched).isEqualTo(new Coverage.Full());
    } else {
      assertThat(ofSearched).isInstanceOf(Coverage.Sampled.class);
      assertThat(((Coverage.Sampled) ofSearched).blocks()).isEqualTo(7);
    }
    assertThat(odd.sequences())
        .contains(
            new SequencePosition(
                "public", "down", -5, OptionalLong.of(-196), OptionalLong.of(-196)),
            new SequencePosition(
                "public", "never_used", 1, OptionalLong.empty(), OptionalLong.empty()));
  }

  @Test
  void whatARoleMayNotReadIsUndecidedWithItsRemedy() {
    try (TemporaryCluster source = OddSchema.source(18)) {
      OddSchema.create(source);
      try (Session session = source.session(OddSchema.DATABASE)) {
        session.execute("ALTER ROLE reader LOGIN");
        session.execute("GRANT SELECT ON guarded TO reader");
      }
      try (LogOfFiles log = new LogOfFiles(source)) {
        SourceReading reading =
            SourceReader.read(
                source.settings().withUser("reader", Optional.empty()),
                DigestSettings.defaults(1),
                log,
                Clock.system());
        List<String> undecided =
            reading.databases().stream()
                .flatMap(d -> d.undecided().stream())
                .map(NotCovered::toString)
                .toList();
        assertThat(undecided)
            .contains(
                "public.toasty: no privilege; fix it with: GRANT pg_read_all_data TO reader",
                "public.guarded: row-level security hides rows; fix it with: ALTER ROLE reader BYPASSRLS",
                "sequence public.down: no privilege")
            .noneMatch(u -> u.startsWith("public.computed"));
        ContentCheck check =
            new ContentCheck(reading, source::session, DigestSettings.defaults(1), Clock.system());
        reading.targets().forEach(check::compareAt);
        assertThat(check.result().verdict()).isInstanceOf(Verdict.Undecided.class);
      }
    }
  }

  @Test
  void aTableThatAnotherSessionHoldsIsUndecidedAlone() {
    try (TemporaryCluster source = source(18);
        Session locker = source.session()) {
      locker.execute("CREATE TABLE held (id int)");
      locker.execute("CREATE TABLE free (id int)");
      locker.execute("BEGIN");
      locker.execute("LOCK TABLE held");
      DigestSettings defaults = DigestSettings.defaults(1);
      DigestSettings impatient =
          new DigestSettings(
              2,
              3,
              defaults.sampleAbove(),
              0.99,
              0.001,
              1,
              defaults.statementTimeout(),
              Duration.ofMillis(50));
      try (LogOfFiles log = new LogOfFiles(source)) {
        SourceReading reading =
            SourceReader.read(source.settings(), impatient, log, Clock.system());
        DatabaseReading database = reading.databases().getFirst();
        assertThat(database.undecided())
            .containsExactly(
                new NotCovered("public.held", "locked by another session for over PT0.05S"));
        assertThat(database.tables()).anyMatch(t -> t.table().equals("free"));
      }
    }
  }

  @Test
  void aCopyStoppedAtAnyOtherPlaceIsRefuted() {
    try (TemporaryCluster source = source(18);
        LogOfFiles log = new LogOfFiles(source);
        Writers writers = new Writers(source, "postgres", 3);
        PhysicalCopy copy = new PhysicalCopy(source);
        Session session = source.session()) {
      SourceReading reading =
          SourceReader.read(source.settings(), DigestSettings.defaults(1), log, Clock.system());
      long before = writers.committed();
      while (writers.committed() < before + 100) {
        Thread.onSpinWait();
      }
      Lsn later = session.one("SELECT pg_current_wal_flush_lsn() AS lsn", row -> row.lsn("lsn"));
      copy.recoverTo(later);
      ContentCheck check =
          new ContentCheck(
              movedTo(later, reading), copy::session, DigestSettings.defaults(1), Clock.system());
      check.compareAt(later);
      assertThat(check.result().verdict()).isInstanceOf(Verdict.Refuted.class);
      assertThat(check.result().facts())
          .anyMatch(fact -> fact.startsWith("postgres: public.account: same number of rows"));
    }
  }

  private static SourceReading movedTo(Lsn target, SourceReading reading) {
    return new SourceReading(
        reading.takenAt(),
        reading.took(),
        reading.databases().stream()
            .map(
                d ->
                    new DatabaseReading(
                        d.database(),
                        Optional.of(target),
                        d.snapshot(),
                        d.attempts(),
                        d.tables(),
                        d.sequences(),
                        d.notCovered(),
                        d.undecided()))
            .toList(),
        reading.notCovered());
  }

  /// Three places are for superusers only, and two more are taken by the test itself.
  @Test
  void aSourceThatAdmitsTwoSessionsIsReadInTurns() {
    try (TemporaryCluster source =
        TemporaryCluster.of(18, Clock.system())
            .setting("max_connections", "7")
            .hba("host all reader 127.0.0.1/32 trust")
            .start()) {
      try (Session session = source.session()) {
        session.execute("CREATE ROLE reader LOGIN; GRANT pg_read_all_data TO reader");
        session.execute("CREATE TABLE t AS SELECT g FROM generate_series(1, 100) g");
        try (LogOfFiles log = new LogOfFiles(source)) {
          DigestSettings settings = DigestSettings.defaults(1);
          SourceReading whole = SourceReader.read(source.settings(), settings, log, Clock.system());
          SourceReading byTwo =
              SourceReader.read(
                  source.settings().withUser("reader", Optional.empty()),
                  settings,
                  log,
                  Clock.system());

          assertThat(tables(byTwo, "postgres")).contains("t").isEqualTo(tables(whole, "postgres"));
          assertThat(byTwo.databases())
              .extracting(DatabaseReading::database)
              .containsExactly("postgres", "template1");
          assertThat(byTwo.databases())
              .allSatisfy(
                  database -> {
                    assertThat(database.target()).isPresent();
                    assertThat(database.undecided()).isEmpty();
                  });
          assertThat(byTwo.databases().stream().filter(SourceContentIT::hasShared)).hasSize(1);
        }
      }
    }
  }

  /// The server would say of a database that nobody uses that most of its transactions fail.
  @Test
  void aReadingIsNotCountedAsRolledBack() {
    try (TemporaryCluster source = TemporaryCluster.of(18, Clock.system()).start();
        LogOfFiles log = new LogOfFiles(source)) {
      SourceReader.read(source.settings(), DigestSettings.defaults(2), log, Clock.system());

      try (Session session = source.session()) {
        assertThat(
                session.number(
                    "SELECT xact_commit FROM pg_stat_database WHERE datname = 'template1'"))
            .isPositive();
        assertThat(
                session.number(
                    "SELECT sum(xact_rollback)::int8 FROM pg_stat_database WHERE datname IN"
                        + " ('template1', 'postgres')"))
            .isZero();
      }
    }
  }

  private static List<String> tables(SourceReading reading, String database) {
    return reading.databases().stream()
        .filter(d -> d.database().equals(database))
        .flatMap(d -> d.tables().stream())
        .filter(t -> t.name().schema().name().equals("public"))
        .map(TableDigest::table)
        .toList();
  }

  private static boolean hasShared(DatabaseReading reading) {
    return reading.tables().stream().anyMatch(t -> t.table().equals("pg_database"));
  }
}
