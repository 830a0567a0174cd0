package dev.ballast.protect.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Verdict;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.protect.verify.content.ContentCheck;
import dev.ballast.protect.verify.content.Coverage;
import dev.ballast.protect.verify.content.DatabaseReading;
import dev.ballast.protect.verify.content.DigestSettings;
import dev.ballast.protect.verify.content.SourceReading;
import dev.ballast.protect.verify.content.TableDigest;
import dev.ballast.protect.verify.snapshot.SourceReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Content is read, on the source as Ballast's role and on the copy as superuser, without running
/// any function of the database's owner.
class HostileContentIT {

  private static DigestSettings samplingAbove(long bytes) {
    return new DigestSettings(
        2,
        DigestSettings.DEFAULT_ATTEMPTS,
        new ByteSize(bytes),
        0.5,
        0.1,
        7,
        DigestSettings.DEFAULT_STATEMENT_TIMEOUT,
        DigestSettings.DEFAULT_LOCK_TIMEOUT);
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void noFunctionOfTheOwnerRunsOnTheSourceOrOnTheCopy(int major) throws IOException {
    try (TemporaryCluster source = OddSchema.source(major)) {
      createHostile(source);
      ConnectionSettings asReader = source.settings().withUser("ballast", Optional.empty());
      try (LogOfFiles log = new LogOfFiles(source);
          PhysicalCopy copy = new PhysicalCopy(source)) {
        SourceReading reading =
            SourceReader.read(asReader, samplingAbove(8 * 8192), log, Clock.system());
        Lsn target = reading.targets().getFirst();
        assertThat(reading.targets()).hasSize(1);
        copy.recoverTo(target);
        ContentCheck check =
            new ContentCheck(reading, copy::session, samplingAbove(8 * 8192), Clock.system());
        check.compareAt(target);
        LevelResult result = check.result();
        copy.stop();

        assertThat(harm(source.log(), "ballast")).as("on the source").isEmpty();
        assertThat(harm(copy.log(), "")).as("on the copy").isEmpty();
        assertRead(reading);
        assertThat(result.verdict()).isInstanceOf(Verdict.Undecided.class);
        assertThat(result.facts().stream().filter(fact -> fact.startsWith("undecided: ")))
            .hasSize(major < 18 ? 2 : 1)
            .allMatch(fact -> fact.contains("planning a query on it would run code"))
            .anyMatch(fact -> fact.contains("app.generated_and_indexed"))
            .allMatch(fact -> major < 18 || !fact.contains("app.hostile_view"));
        assertThat(result.facts())
            .contains(
                "shop: app.by_statistics was read whole instead of by sample: planning a query on"
                    + " it would run code of the database, for hostile_statistics");
      }
    }
  }

  private static void assertRead(SourceReading reading) {
    DatabaseReading shop =
        reading.databases().stream()
            .filter(d -> d.database().equals("shop"))
            .findFirst()
            .orElseThrow();
    assertThat(shop.tables())
        .filteredOn(table -> table.schema().equals("app"))
        .extracting(TableDigest::table, TableDigest::rows, t -> t.coverage().getClass())
        .contains(
            tuple("by_expression", 3000L, Coverage.Whole.class),
            tuple("by_predicate", 3000L, Coverage.Whole.class),
            tuple("by_operator", 3000L, Coverage.Whole.class),
            tuple("by_statistics", 3000L, Coverage.Whole.class),
            tuple("by_check", 2L, Coverage.Full.class),
            tuple("by_cast", 2L, Coverage.Full.class),
            tuple("by_policy", 2L, Coverage.Full.class),
            tuple("generated", 2L, Coverage.Full.class),
            tuple("part", 1L, Coverage.Full.class),
            tuple("plain_view", 2L, Coverage.Full.class));
  }

  private static void createHostile(TemporaryCluster source) {
    try (Session session = source.session()) {
      session.execute("CREATE ROLE app LOGIN");
      session.execute("CREATE ROLE ballast LOGIN REPLICATION BYPASSRLS");
      session.execute("GRANT pg_read_all_data, pg_monitor TO ballast");
      session.execute("CREATE DATABASE shop OWNER app");
    }
    try (Session session =
        Session.open(
            source.settings("shop").withUser("app", Optional.empty()),
            SessionOptions.onOwnServer("app"))) {
      session.execute(OddSchema.text("hostile-content.sql"));
      session.execute("ALTER DATABASE shop SET search_path = app, pg_catalog");
      session.execute("ALTER DATABASE shop SET constraint_exclusion = on");
      session.execute("ALTER DATABASE shop SET plan_cache_mode = force_generic_plan");
    }
    try (Session session = source.session("shop")) {
      // The attack works on anyone who plans a query without care: this very test's superuser.
      assertThat(session.number("SELECT pg_catalog.count(*) FROM ONLY app.by_expression"))
          .isEqualTo(3000);
    }
    assertThat(harm(source.log(), "postgres")).as("the attack itself").isNotEmpty();
  }

  /// Autovacuum on the source is the superuser, too, so the role matters there.
  private static List<String> harm(Path log, String role) {
    try {
      List<String> found = new ArrayList<>();
      for (String line : Files.readAllLines(log)) {
        if (line.contains("HARM done as " + role)) {
          found.add(line);
        }
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
