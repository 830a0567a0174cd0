package dev.ballast.protect.surroundings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.postgres.server.TemporaryCluster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a source has beside its data directory is read however large or busy it is, or named.
final class SurroundingsReadingIT {
  private static TemporaryCluster source;

  @BeforeAll
  static void start() {
    source = TemporaryCluster.of(18, Clock.system()).start();
  }

  @AfterAll
  static void stop() {
    source.close();
  }

  @Test
  void aQuestionThatTakesTooLongIsNamedAndTheBackupContinues() {
    try (Session other = source.session();
        Session session =
            Session.open(
                source.settings(),
                SessionOptions.of("surroundings")
                    .withStatementTimeout(Duration.ofSeconds(20))
                    .withLockTimeout(Duration.ofMillis(50)))) {
      SurroundingsReading reading = new SurroundingsReading();
      reading.cluster(session);
      other.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
      other.execute("LOCK TABLE pg_catalog.pg_collation IN ACCESS EXCLUSIVE MODE");

      reading.database(session);

      other.rollback();
      assertThat(reading.result().unread()).anyMatch(line -> line.startsWith("collations: "));
      assertThat(reading.result().locales()).isNotEmpty();
    }
  }

  /// 50,000 tables have 100,000 indexes and TOAST tables: to look through them for each collation
  /// took longer than any statement may.
  @Test
  void theCatalogsAreNotReadOnceForEachCollation() {
    try (Session session = source.session()) {
      String sql = SqlResource.load(SurroundingsReading.class, "collations", session.version());
      List<String> plan = session.query("EXPLAIN (COSTS OFF) " + sql, row -> row.text(1));

      assertThat(plan)
          .anyMatch(line -> line.contains("pg_attribute"))
          .noneMatch(line -> line.contains("SubPlan"));
    }
  }

  @Test
  void exactlyTheCollationsThatAreNamedAreFound() {
    try (Session session = source.session()) {
      session.execute("CREATE COLLATION french (provider = icu, locale = 'fr')");
      session.execute("CREATE COLLATION greek (provider = icu, locale = 'el')");
      session.execute("CREATE COLLATION unused (provider = icu, locale = 'de')");
      session.execute("CREATE TABLE words (w text COLLATE french, v text)");
      session.execute("CREATE INDEX ON words (v COLLATE greek)");
      SurroundingsReading reading = new SurroundingsReading();

      reading.database(session);

      assertThat(reading.result().collations())
          .extracting(Surroundings.UsedCollation::name)
          .containsExactly("public.french", "public.greek");
    }
  }
}
