package dev.ballast.lab.clone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.lab.LabError;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.vault.Vault;
import dev.ballast.vault.VaultSettings;
import dev.ballast.vault.format.MasterKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A clone of a real backup.
class LabIT {
  private static final MasterKey KEY = MasterKey.generate();

  @TempDir private Path folder;

  @Test
  void eachUseOfACloneBeginsWithTheSameState() throws Exception {
    Clock clock = Clock.system();
    try (TemporaryCluster source = TemporaryCluster.of(18, clock).start();
        Vault vault =
            Vault.init(
                new VaultSettings(folder.resolve("vault"), folder.resolve("heads"), clock),
                KEY,
                Vault.DEFAULT_CHUNK_SIZE)) {
      try (Session session = source.session()) {
        session.execute("CREATE ROLE app");
        session.execute("CREATE TABLE t AS SELECT g AS id FROM generate_series(1, 100) AS g");
        session.execute("ALTER TABLE t OWNER TO app");
      }
      Backup backup =
          new BackupRun(
                  vault,
                  source.settings(),
                  new BackupSettings("source", 2, 1, true, Optional.empty(), Optional.empty()),
                  clock,
                  Progress.NONE)
              .run();
      Lab lab = Lab.in(folder.resolve("lab"), clock);

      assertThatThrownBy(
              () ->
                  lab.create(
                      new Lab.Wanted("one", backup, false, Confinement.PREFERRED),
                      vault,
                      Progress.NONE))
          .isInstanceOfSatisfying(
              Fault.class, f -> assertThat(f.code()).isEqualTo(LabError.CLONE_SOURCE_UNPROVED));
      assertThat(lab.clones()).isEmpty();

      Clone clone =
          lab.create(
              new Lab.Wanted("one", backup, true, Confinement.PREFERRED), vault, Progress.NONE);
      for (int use = 0; use < 2; use++) {
        try (RunningClone running = clone.start(Confinement.PREFERRED, Progress.NONE)) {
          String owner = running.owner("postgres").orElseThrow();
          try (Session session =
              running.as(owner, "postgres", SessionOptions.onOwnServer("test"))) {
            assertThat(session.number("SELECT count(*) FROM t")).isEqualTo(100);
            session.execute("ALTER TABLE t ADD COLUMN more int");
            session.execute("DELETE FROM t");
            assertThatThrownBy(() -> session.execute("COPY t TO PROGRAM 'cat'"))
                .isInstanceOfSatisfying(
                    Fault.class,
                    f -> assertThat(f.code()).isNotEqualTo(PostgresError.CONNECTION_LOST));
          }
        }
      }
      try (var files = Files.list(folder.resolve("lab/one/r"))) {
        assertThat(files).isEmpty();
      }
      lab.destroy("one");
      assertThat(lab.clones()).isEmpty();
    }
  }
}
