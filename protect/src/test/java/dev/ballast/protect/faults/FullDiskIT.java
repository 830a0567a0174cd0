package dev.ballast.protect.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.SmallDisk;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.restore.PointInTimeRestore;
import dev.ballast.protect.restore.PointInTimeRestore.Ending;
import dev.ballast.protect.restore.Restore;
import dev.ballast.vault.format.VaultError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that is full before, while, and after most of it was written.
final class FullDiskIT {
  private static TemporaryCluster source;

  @TempDir private Path folder;

  @Test
  void aFullVaultFailsTheBackupAndIsLeftAsItWas() {
    try (SmallDisk disk = SmallDisk.ofMegabytes(6);
        FaultBench bench = bench(disk.path())) {
      Fault fault = bench.refused(bench.source().settings(), FaultBench.quick(), Progress.NONE);

      assertVaultFull(fault, disk);
      bench.assertSourceIsFree();
      disk.grow(64);
      bench.assertNextBackupSucceeds(bench.source().settings());
    }
  }

  @Test
  void aVaultThatFillsAfterTheCopyFailsTheBackupAndIsLeftAsItWas() {
    try (SmallDisk disk = SmallDisk.ofMegabytes(64);
        FaultBench bench = bench(disk.path())) {
      Trigger trigger = Trigger.at("digesting the source", () -> disk.fillUpTo(0));

      Fault fault = bench.refused(bench.source().settings(), FaultBench.withDigest(), trigger);

      assertThat(trigger.fired()).isTrue();
      assertVaultFull(fault, disk);
      bench.assertSourceIsFree();
      disk.empty();
      bench.assertNextBackupSucceeds(bench.source().settings());
    }
  }

  private static void assertVaultFull(Fault fault, SmallDisk disk) {
    assertThat(fault.code()).isEqualTo(VaultError.VAULT_FULL);
    assertThat(fault.code().exit()).isEqualTo(ExitCode.PRECONDITION);
    assertThat(fault.getMessage()).contains(disk.path().toString());
    assertThat(fault.hint().orElseThrow()).contains("Free space");
  }

  @Test
  void aRestoreThatCannotFitIsRefusedBeforeItWrites() throws IOException {
    try (SmallDisk disk = SmallDisk.ofMegabytes(6);
        FaultBench bench = bench(folder)) {
      Backup backup = bench.backup();
      FileTime untouched = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
      Files.setLastModifiedTime(disk.path(), untouched);

      Fault fault = FaultBench.faultOf(() -> restore(bench, backup, disk, Trigger.never()));

      // not even for a moment was there a folder
      assertThat(Files.getLastModifiedTime(disk.path())).isEqualTo(untouched);
      assertRestoreFull(fault, disk);
      assertThat(fault.detail().orElseThrow()).contains("needed").contains("free");
      assertThat(fault.hint().orElseThrow()).contains("Nothing was written");
    }
  }

  @Test
  void aRestoreThatRunsOutOfRoomRemovesWhatItWrote() throws IOException {
    try (SmallDisk disk = SmallDisk.ofMegabytes(128);
        FaultBench bench = bench(folder)) {
      Backup backup = bench.backup();
      Trigger trigger = Trigger.within("restoring", () -> disk.fillUpTo(0));

      Fault fault = FaultBench.faultOf(() -> restore(bench, backup, disk, trigger));

      assertThat(trigger.fired()).isTrue();
      disk.empty();
      assertRestoreFull(fault, disk);
      leaveWhatAKilledRestoreWrote(disk);
      restore(bench, backup, disk, Progress.NONE);
    }
  }

  /// So much that there is room only once it is removed.
  private static void leaveWhatAKilledRestoreWrote(SmallDisk disk) throws IOException {
    Path into = Files.createDirectories(disk.path().resolve("a/b"));
    Files.createFile(into.resolve(".ballast-restore"));
    long free = Files.getFileStore(disk.path()).getUsableSpace();
    Files.write(into.resolve("rest"), new byte[(int) free - (1 << 20)]);
  }

  @Test
  void aRecoveryThatRunsOutOfRoomIsTheDisksFaultAndNotTheBackups() throws IOException {
    try (SmallDisk disk = SmallDisk.ofMegabytes(192);
        FaultBench bench = bench(folder)) {
      Backup backup = bench.backup();
      // Enough for the server to start, too little for the first segment of its new timeline.
      Trigger trigger = Trigger.at("recovering", () -> disk.fillUpTo(2 << 20));

      Fault fault = FaultBench.faultOf(() -> recover(bench, backup, disk, trigger));

      assertThat(trigger.fired()).isTrue();
      disk.empty();
      assertRestoreFull(fault, disk);
      recover(bench, backup, disk, Progress.NONE);
    }
  }

  private static void assertRestoreFull(Fault fault, SmallDisk disk) throws IOException {
    assertThat(fault.code()).as(fault.toString()).isEqualTo(ProtectError.RESTORE_DISK_FULL);
    assertThat(fault.code().exit()).isEqualTo(ExitCode.PRECONDITION);
    Path into = disk.path().resolve("a/b");
    assertThat(into.getParent()).doesNotExist();
    assertThat(Files.getFileStore(disk.path()).getUsableSpace())
        .isEqualTo(Files.getFileStore(disk.path()).getTotalSpace());
  }

  private static void restore(FaultBench bench, Backup backup, SmallDisk disk, Progress progress) {
    Path into = disk.path().resolve("a/b");
    new Restore(bench.vault(), backup, FaultBench.into(into), Clock.system(), progress).run();
  }

  private static void recover(FaultBench bench, Backup backup, SmallDisk disk, Progress progress) {
    Path into = disk.path().resolve("a/b");
    new PointInTimeRestore(bench.vault(), backup, FaultBench.into(into), Clock.system(), progress)
        .run(Ending.RECOVERED);
  }

  /// A source with 20 MB that do not compress.
  @BeforeAll
  static void start() {
    source = TemporaryCluster.of(FaultBench.MAJOR, Clock.system()).tcp().start();
    try (Session session = source.session()) {
      session.execute(
          "CREATE TABLE noise AS SELECT sha512((g || ' ' || k)::bytea) AS a FROM"
              + " generate_series(1, 50000) g, generate_series(1, 4) k");
    }
  }

  @AfterAll
  static void stop() {
    source.close();
  }

  private static FaultBench bench(Path vaultIn) {
    return FaultBench.beside(source, vaultIn);
  }
}
