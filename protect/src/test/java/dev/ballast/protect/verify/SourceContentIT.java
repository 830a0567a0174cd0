package dev.ballast.protect.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Verdict;
import dev.ballast.evidence.json.Json;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SourceContentIT {
  private static TemporaryCluster source(int major) {
    return TemporaryCluster.of(major)
        .setting("max_prepared_transactions", "20")
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
        LevelResult result = check.result();
        System.err.println(
            major
                + " "
                + writers.committed()
                + " "
                + reading.took()
                + " "
                + reading.databases().stream()
                    .map(d -> d.database() + ":" + d.attempts() + "@" + d.target())
                    .toList()
                + " "
                + result);
        assertThat(result.verdict()).as(result.toString()).isEqualTo(Verdict.proved());
      }
    }
  }
}
