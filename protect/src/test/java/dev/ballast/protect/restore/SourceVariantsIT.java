package dev.ballast.protect.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.json.Json;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.PostgresServer;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.postgres.server.TestedMajors;
import dev.ballast.protect.TestVault;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.protect.prove.Proving;
import dev.ballast.protect.prove.ProvingSettings;
import dev.ballast.vault.Vault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// However a cluster was made and is configured, its backup is proved and restored, and nothing is
/// lost on the way that the restored server's own configuration decides.
final class SourceVariantsIT {
  /// Above every default: a server with those would not start, or would lose something.
  private static final Map<String, String> LARGE =
      Map.of(
          "max_connections", "1000",
          "max_prepared_transactions", "50",
          "max_locks_per_transaction", "512",
          "max_worker_processes", "64",
          "max_wal_senders", "40",
          "max_replication_slots", "30",
          "track_commit_timestamp", "on");

  private static final Map<String, String> SMALL =
      Map.of("max_connections", "8", "max_wal_senders", "4", "min_wal_size", "2GB");

  @TempDir Path folder;

  /// A cluster that differs from one of the default kind.
  record Variant(int major, List<String> initdb, Map<String, String> settings) {
    boolean large() {
      return settings.equals(LARGE);
    }
  }

  static Stream<Variant> variants() {
    List<Variant> variants = new ArrayList<>();
    TestedMajors.outermost()
        .forEach(
            major ->
                variants.add(
                    new Variant(major, List.of("--wal-segsize=64", "--encoding=LATIN1"), LARGE)));
    TestedMajors.newest()
        .forEach(major -> variants.add(new Variant(major, List.of("--wal-segsize=1"), SMALL)));
    if (TestedMajors.newest().count() > 1) {
      variants.add(new Variant(18, List.of("--wal-segsize=1024"), SMALL));
    }
    return variants.stream();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void itIsProvedAndRestoredWhole(Variant variant) {
    TemporaryCluster.Builder builder =
        TemporaryCluster.of(variant.major(), Clock.system())
            .initdb(variant.initdb().toArray(String[]::new));
    variant.settings().forEach(builder::setting);
    if (variant.major() == 18 && variant.large()) {
      builder.setting("max_active_replication_origins", "35");
    }
    try (TemporaryCluster source = builder.start();
        Vault vault = TestVault.in(folder);
        TemporaryFolder into = TemporaryFolder.create("restore")) {
      fill(source, variant);
      Backup backup =
          new BackupRun(
                  vault,
                  source.settings(),
                  BackupSettings.of("source", 3),
                  Clock.system(),
                  Progress.NONE)
              .run();

      Proof proof =
          new Proving(
                  vault, backup, ProvingSettings.of("ballast prove"), Clock.system(), Progress.NONE)
              .run()
              .proof();

      assertThat(proof.levels())
          .as(Json.pretty(proof))
          .allSatisfy(level -> assertThat(level.verdict().isProved()).isTrue())
          .extracting(LevelResult::level)
          .containsExactly(Level.values());
      assertThat(proof.versions())
          .contains(
              "restored with PostgreSQL %s, the source's own minor release"
                  .formatted(source.installation().version()));
      restoredWhole(vault, backup, into.path().resolve("data"), variant);
    }
  }

  private static void fill(TemporaryCluster source, Variant variant) {
    try (Session session = source.session()) {
      session.execute("CREATE TABLE t (id int PRIMARY KEY, what text)");
      session.execute("INSERT INTO t SELECT g, md5(g::text) FROM generate_series(1, 5000) g");
      if (variant.large()) {
        session.execute(
            "SELECT pg_replication_origin_create('o' || g) FROM generate_series(1, 25) g");
        session.execute(
            "DO $$ BEGIN FOR i IN 1..25 LOOP"
                + " PERFORM pg_replication_origin_advance('o' || i, '0/1000000'); END LOOP; END $$");
        session.execute("BEGIN; INSERT INTO t VALUES (0, 'open'); PREPARE TRANSACTION 'open'");
      }
    }
  }

  private static void restoredWhole(Vault vault, Backup backup, Path into, Variant variant) {
    PointInTimeRestore.Result result =
        new PointInTimeRestore(
                vault,
                backup,
                new RestoreSettings(into, List.of(), 2, false, false),
                Clock.system(),
                Progress.NONE)
            .run(PointInTimeRestore.Ending.RUNNING);
    try (Session session =
        Session.open(
            result.kept().orElseThrow().address(), SessionOptions.onOwnServer("ballast test"))) {
      assertThat(session.number("SELECT count(*) FROM t")).isEqualTo(5000);
      if (variant.large()) {
        assertThat(session.text("SELECT pg_xact_commit_timestamp(xmin) IS NOT NULL FROM t LIMIT 1"))
            .isEqualTo("t");
        assertThat(session.number("SELECT count(*) FROM pg_replication_origin_status"))
            .isEqualTo(25);
        session.execute("COMMIT PREPARED 'open'");
        assertThat(session.text("SELECT what FROM t WHERE id = 0")).isEqualTo("open");
      }
    } finally {
      PostgresServer.endOrphan(into);
    }
  }
}
