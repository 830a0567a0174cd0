package dev.ballast.protect.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Verdict;
import dev.ballast.evidence.json.Json;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SourceContentIT {
  private static TemporaryCluster source(int major) {
    return TemporaryCluster.of(major)
        .setting("max_prepared_transactions", "20")
        .fsync(true)
        .setting("wal_keep_size", "4GB")
        .setting("max_wal_size", "4GB")
        .start();
  }

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.SupportedMajors#all")
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
}
