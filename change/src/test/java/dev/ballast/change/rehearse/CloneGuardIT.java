package dev.ballast.change.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.lab.LabError;
import dev.ballast.lab.clone.Clone;
import dev.ballast.lab.clone.Lab;
import dev.ballast.lab.clone.Lease;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.postgres.server.SmallDisk;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.postgres.server.TestedMajors;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.vault.Vault;
import dev.ballast.vault.VaultSettings;
import dev.ballast.vault.format.MasterKey;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class CloneGuardIT {
  private static final Clock CLOCK = Clock.system();
  private static final long MEGABYTE = 1 << 20;

  /// 60 MB of rows and as much log, which is more than the 80 MB that the test allows.
  private static final String LARGE =
      "CREATE TABLE large AS SELECT repeat(md5(g::text), 30) AS a FROM generate_series(1, 60000) g";

  /// 100 MB of log, and no row.
  private static final String LOG =
      "DO $$ BEGIN FOR i IN 1..100 LOOP"
          + " PERFORM pg_logical_emit_message(false, 'a', repeat('x', 1 << 20)); END LOOP; END $$";

  private static TemporaryFolder folder;
  private static Vault vault;
  private static Backup backup;

  @BeforeAll
  static void backUp() {
    folder = TemporaryFolder.create("guard");
    vault =
        Vault.init(
            new VaultSettings(
                folder.path().resolve("vault"), folder.path().resolve("heads"), CLOCK),
            MasterKey.generate(),
            Vault.DEFAULT_CHUNK_SIZE);
    try (TemporaryCluster source = TemporaryCluster.of(TestedMajors.one(), CLOCK).start()) {
      try (Session session = source.session()) {
        session.execute("CREATE ROLE app");
        session.execute("GRANT ALL ON SCHEMA public TO app");
      }
      backup =
          new BackupRun(
                  vault,
                  source.settings(),
                  new BackupSettings("source", 2, 1, true, Optional.empty(), Optional.empty()),
                  CLOCK,
                  Progress.NONE)
              .run();
    }
  }

  @AfterAll
  static void remove() {
    vault.close();
    folder.close();
  }

  private static Clone clone(Path lab, Optional<ByteSize> budget) {
    return Lab.in(lab, CLOCK)
        .create(
            new Lab.Wanted(
                "c",
                backup,
                Lab.Trust.ANY,
                Confinement.PREFERRED,
                new Lab.Bounds(Lease.DEFAULT, budget)),
            vault,
            Progress.NONE);
  }

  private static void rehearse(Clone clone, String sql, Consumer<String> step) {
    Rehearsal.run(
        clone,
        new RehearsalRequest(
            new RehearsalRequest.Subject.Text(sql, Optional.empty()),
            Optional.empty(),
            Optional.of("app"),
            RehearsalRequest.DEFAULT_STATEMENT_LIMIT,
            Optional.of("it is a test"),
            Optional.empty(),
            false,
            false,
            Optional.empty(),
            RehearsalPolicy.DEFAULT,
            Confinement.PREFERRED),
        InputStream.nullInputStream(),
        CLOCK,
        new Progress() {
          @Override
          public void begin(String what, long total) {
            step.accept(what);
          }

          @Override
          public void advance(long done) {}

          @Override
          public void note(String line) {}
        });
  }

  @Test
  void aCopyThatOutgrowsItsBudgetIsStoppedAndTheFaultSaysByHowMuch() {
    long bytes = backup.record().totals().bytes();
    long budget = 2 * bytes + 80 * MEGABYTE;
    Clone clone = clone(folder.path().resolve("lab"), Optional.of(new ByteSize(budget)));

    assertThatThrownBy(() -> rehearse(clone, LARGE, _ -> {}))
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(LabError.CLONE_OUTGREW_BUDGET);
              assertThat(fault.code().kind().exit()).isEqualTo(ExitCode.PRECONDITION);
              assertThat(fault.detail().orElseThrow())
                  .contains("the budget is " + new ByteSize(budget))
                  .endsWith(" too much");
            });

    rehearse(clone, "CREATE TABLE small (a int)", _ -> {});
  }

  @Test
  void aDiskThatFillsSoThatTheServerEndsIsReportedAsThat() {
    try (SmallDisk disk = SmallDisk.ofMegabytes(300)) {
      Clone clone = clone(disk.path().resolve("lab"), Optional.empty());

      assertThatThrownBy(
              () ->
                  rehearse(
                      clone,
                      LOG,
                      step -> {
                        if (step.startsWith("up ")) {
                          disk.fillUpTo(4 * MEGABYTE);
                        }
                      }))
          .isInstanceOfSatisfying(
              Fault.class,
              fault -> {
                assertThat(fault.code()).isEqualTo(LabError.LAB_DISK_FULL);
                assertThat(fault.code().kind().exit()).isEqualTo(ExitCode.PRECONDITION);
                assertThat(fault.hint().orElseThrow()).contains("--lab");
              });
      disk.empty();
    }
  }
}
