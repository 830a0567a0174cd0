package dev.ballast.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.postgres.server.Installations;
import dev.ballast.postgres.server.PostgresServer;
import dev.ballast.postgres.server.ServerLaunch;
import dev.ballast.postgres.server.SupportedMajors;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.protect.restore.RecoveringServer;
import dev.ballast.protect.restore.RecoveryTarget;
import dev.ballast.protect.restore.Restore;
import dev.ballast.protect.restore.RestoreSettings;
import dev.ballast.protect.restore.Shelter;
import dev.ballast.protect.restore.StoredLog;
import dev.ballast.protect.restore.TablespaceMapping;
import dev.ballast.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BackupRestoreIT {
  @TempDir Path folder;

  static IntStream majors() {
    return SupportedMajors.all();
  }

  @ParameterizedTest
  @MethodSource("majors")
  void restoresTablespacesAndRecoversToTheVeryLsn(int major) throws IOException {
    try (TemporaryCluster source = TemporaryCluster.start(major, Clock.system());
        Vault vault = TestVault.in(folder);
        TemporaryFolder into = TemporaryFolder.create("restore")) {
      try (Session session = source.session()) {
        session.execute("CREATE TABLESPACE elsewhere LOCATION '" + source.scratch() + "'");
        session.execute("CREATE TABLE near AS SELECT generate_series(1, 100000) AS id");
        session.execute(
            "CREATE TABLE far TABLESPACE elsewhere AS SELECT generate_series(1, 5000) AS id");
      }
      Backup backup =
          new BackupRun(
                  vault,
                  source.settings(),
                  new BackupSettings("source", 2, 3, true, Optional.empty(), Optional.empty()),
                  Clock.system(),
                  Progress.NONE)
              .run();
      assertThat(backup.record().quarantine()).isEmpty();
      assertThat(backup.record().totals().storedBytes())
          .isLessThan(backup.record().totals().bytes() / 2);

      TablespaceMapping mapping =
          new TablespaceMapping(source.scratch().toString(), into.path().resolve("elsewhere"));
      Restore.Restored restored =
          new Restore(
                  vault,
                  backup,
                  new RestoreSettings(
                      into.path().resolve("data"), List.of(mapping), 2, true, false),
                  Clock.system(),
                  Progress.NONE)
              .run();
      assertThatItNeedsItsLabel(restored.dataDirectory(), into.path(), major);
      RecoveryTarget target =
          new StoredLog(vault, backup.record(), List.of()).read().targets().getFirst();
      try (RecoveringServer server =
          new RecoveringServer(
              backup.record().origin(),
              Installations.ofThisMachine().embedded(major),
              new RecoveringServer.Location(
                  restored.dataDirectory(),
                  Files.createDirectory(into.path().resolve("work")),
                  new Shelter(Confinement.PREFERRED, restored.tablespaces())),
              Duration.ofSeconds(60),
              Clock.system())) {
        server.recoverTo(target);
        assertThat(server.replayed()).isEqualTo(target.end());
        server.promote();
        try (Session copy = server.session("postgres")) {
          assertThat(copy.number("SELECT sum(id) FROM public.near")).isEqualTo(5_000_050_000L);
          assertThat(copy.number("SELECT sum(id) FROM public.far")).isEqualTo(12_502_500L);
          assertThat(
                  copy.text(
                      "SELECT pg_tablespace_location(oid) FROM pg_tablespace WHERE spcname = 'elsewhere'"))
              .isEqualTo(into.path().resolve("elsewhere").toString());
          assertThat(copy.text("SELECT checkpoint_lsn > '0/1000000' FROM pg_control_checkpoint()"))
              .as("the label's checkpoint has taken the place of none")
              .isEqualTo("t");
        }
      }
    }
  }

  /// With the checkpoint that `pg_control` was copied with the server would start, and be corrupt.
  private static void assertThatItNeedsItsLabel(Path data, Path folder, int major)
      throws IOException {
    Path label = data.resolve("backup_label");
    Path aside = folder.resolve("label");
    Path socket = Files.createDirectory(folder.resolve("s"));
    PostgresServer.own(socket);
    ServerLaunch launch =
        new ServerLaunch(
            Installations.ofThisMachine().embedded(major),
            data,
            folder.resolve("unlabelled.log"),
            List.of(),
            Optional.of(socket),
            Duration.ofSeconds(60));
    Files.move(label, aside);

    Fault refused =
        catchThrowableOfType(
            Fault.class, () -> PostgresServer.start(launch, Clock.system()).close());

    assertThat(refused.code()).isEqualTo(PostgresError.SERVER_START_FAILED);
    assertThat(refused.detail().orElseThrow()).contains("could not locate a valid checkpoint");
    Files.move(aside, label);
  }
}
