package dev.ballast.protect.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.postgres.server.TestedMajors;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.ChosenBackup;
import dev.ballast.protect.backup.DamagedPages;
import dev.ballast.protect.prove.BackupProof;
import dev.ballast.protect.prove.ProofSubject;
import dev.ballast.protect.prove.ProvingSettings;
import dev.ballast.protect.restore.PointInTimeRestore;
import dev.ballast.protect.restore.Restore;
import dev.ballast.protect.restore.RestoreSettings;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Pages that rotted on the source's disk: the backup is kept, marked, and not trusted.
final class DamagedSourceIT {
  private static final int PAGE = 8192;

  @TempDir private Path folder;

  static IntStream majors() {
    return TestedMajors.outermost();
  }

  @ParameterizedTest
  @MethodSource("majors")
  void everyDamagedPageIsListedAndTheBackupIsQuarantined(int major) throws IOException {
    try (FaultBench bench =
        FaultBench.of(TemporaryCluster.of(major, Clock.system()).tcp().start(), folder)) {
      String many = table(bench, "many");
      String one = table(bench, "one");
      Backup good = bench.backup();
      bench.source().stop(StopMode.FAST);
      // More than five in a file: the server stops naming them there.
      LongStream.range(0, 8).forEach(block -> damage(bench, many, block));
      damage(bench, one, 2);
      bench.source().start();

      Backup bad = bench.backup(bench.source().settings(), FaultBench.withDigest(), Progress.NONE);

      assertThat(bad.record().quarantine().orElseThrow().files())
          .containsExactlyInAnyOrder(many, one);
      assertThat(DamagedPages.of(bench.vault(), bad))
          .extracting(p -> p.file() + " " + p.block())
          .containsExactlyInAnyOrder(
              many + " 0",
              many + " 1",
              many + " 2",
              many + " 3",
              many + " 4",
              many + " 5",
              many + " 6",
              many + " 7",
              one + " 2");
      assertThat(
              ChosenBackup.find(bench.vault(), ChosenBackup.LATEST, Optional.empty()).backup().id())
          .isEqualTo(good.id());
      assertThat(DamagedPages.of(bench.vault(), good)).isEmpty();
      bench.assertSourceIsFree();
      assertNothingIsProved(bench);
      assertRestoredOnlyWhenAskedFor(bench, bad);
    }
  }

  private static void assertNothingIsProved(FaultBench bench) {
    Fault fault =
        FaultBench.faultOf(
            () ->
                BackupProof.run(
                    bench.vault(),
                    new ProofSubject.Fresh(bench.source().settings(), FaultBench.withDigest()),
                    backup -> ProvingSettings.of("again"),
                    Clock.system(),
                    Progress.NONE));
    assertThat(fault.code()).isEqualTo(ProtectError.SOURCE_PAGES_DAMAGED);
    assertThat(fault.getMessage()).startsWith("9 pages of the source");
  }

  private static void assertRestoredOnlyWhenAskedFor(FaultBench bench, Backup bad) {
    try (TemporaryFolder work = TemporaryFolder.create("restore")) {
      assertRestoredOnlyWhenAskedFor(bench, bad, work.path().resolve("data"));
    }
  }

  private static void assertRestoredOnlyWhenAskedFor(FaultBench bench, Backup bad, Path into) {
    Fault restoring = FaultBench.faultOf(() -> restore(bench, bad, into, false));
    Fault recovering =
        FaultBench.faultOf(
            () ->
                new PointInTimeRestore(
                        bench.vault(), bad, FaultBench.into(into), Clock.system(), Progress.NONE)
                    .run(PointInTimeRestore.Ending.RECOVERED));
    for (Fault fault : List.of(restoring, recovering)) {
      assertThat(fault.code()).isEqualTo(ProtectError.BACKUP_QUARANTINED);
      assertThat(fault.code().exit()).isEqualTo(ExitCode.REFUSED);
      assertThat(fault.hint().orElseThrow()).contains("--quarantined");
    }
    assertThat(into).doesNotExist();
    restore(bench, bad, into, true);
    assertThat(into.resolve("PG_VERSION")).exists();
  }

  private static void restore(FaultBench bench, Backup backup, Path into, boolean quarantined) {
    RestoreSettings how = new RestoreSettings(into, List.of(), 2, false, quarantined);
    new Restore(bench.vault(), backup, how, Clock.system(), Progress.NONE).run();
  }

  /// A table of about twelve pages; returns its file.
  private static String table(FaultBench bench, String name) {
    try (Session session = bench.source().session()) {
      session.execute(
          "CREATE TABLE " + name + " AS SELECT g, repeat('x', 900) FROM generate_series(1, 90) g");
      session.execute("CHECKPOINT");
      return session.text("SELECT pg_relation_filepath('" + name + "')");
    }
  }

  private static void damage(FaultBench bench, String file, long block) {
    Path path = bench.source().dataDirectory().resolve(file);
    try (RandomAccessFile bytes = new RandomAccessFile(path.toFile(), "rw")) {
      long at = block * PAGE + 5000;
      bytes.seek(at);
      int was = bytes.read();
      bytes.seek(at);
      bytes.write(was ^ 1);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
