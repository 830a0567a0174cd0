package dev.ballast.protect.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.prove.Proving;
import dev.ballast.protect.prove.ProvingSettings;
import dev.ballast.protect.restore.PointInTimeRestore;
import dev.ballast.protect.restore.PointInTimeRestore.Ending;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An interrupt at the beginning or in the middle of a phase ends the run at once, and cleans up.
@Timeout(300)
final class InterruptedIT {
  @TempDir private static Path shared;

  private static FaultBench bench;
  private static Backup backup;

  @TempDir private Path folder;

  @BeforeAll
  static void takeBackup() {
    bench =
        FaultBench.of(TemporaryCluster.of(FaultBench.MAJOR, Clock.system()).tcp().start(), shared);
    try (Session session = bench.source().session()) {
      session.execute("CREATE TABLE t AS SELECT g, md5(g::text) FROM generate_series(1, 20000) g");
    }
    backup = bench.backup(bench.source().settings(), FaultBench.withDigest(), Progress.NONE);
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"backing up", "within backing up", "digesting the source"})
  void aBackupLeavesNothing(String point) {
    try (FaultBench own =
        FaultBench.of(
            TemporaryCluster.of(FaultBench.MAJOR, Clock.system()).tcp().start(), folder)) {
      Fault fault =
          interruptedAt(
              point,
              progress -> own.backup(own.source().settings(), FaultBench.withDigest(), progress));

      assertThat(fault.code()).isEqualTo(CommonError.INTERRUPTED);
      own.assertNothingLeft();
      own.assertSourceIsFree();
      own.assertNextBackupSucceeds(own.source().settings());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"restoring", "within restoring", "recovering"})
  void aRestoreLeavesNothing(String point) {
    List<Long> before = children();
    try (TemporaryFolder work = TemporaryFolder.create("restore")) {
      Path into = work.path().resolve("data");

      Fault fault =
          interruptedAt(
              point,
              progress ->
                  new PointInTimeRestore(
                          bench.vault(), backup, FaultBench.into(into), Clock.system(), progress)
                      .run(Ending.RECOVERED));

      assertThat(fault.code()).isEqualTo(CommonError.INTERRUPTED);
      assertThat(into).doesNotExist();
      assertThat(children()).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"restoring", "within restoring", "reading manifest", "recovering", "comparing"})
  void aProofLeavesNothing(String point) {
    List<Long> before = children();
    int evidence = bench.vault().evidence().list().size();

    Fault fault =
        interruptedAt(
            point,
            progress ->
                new Proving(
                        bench.vault(),
                        backup,
                        ProvingSettings.of("ballast prove"),
                        Clock.system(),
                        progress)
                    .run());

    assertThat(fault.code()).isEqualTo(CommonError.INTERRUPTED);
    assertThat(children()).isEqualTo(before);
    assertThat(bench.vault().evidence().list()).hasSize(evidence);
  }

  /// Runs `work` on a virtual thread, as a command does, and interrupts that thread.
  private static Fault interruptedAt(String point, Consumer<Progress> work) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    CompletableFuture<Thread> runner = new CompletableFuture<>();
    Runnable interrupt = () -> runner.join().interrupt();
    Trigger trigger =
        point.startsWith("within ")
            ? Trigger.within(point.substring("within ".length()), interrupt)
            : Trigger.at(point, interrupt);
    runner.complete(
        Thread.ofVirtual()
            .uncaughtExceptionHandler((thread, thrown) -> done.completeExceptionally(thrown))
            .start(
                () -> {
                  work.accept(trigger);
                  done.complete(true);
                }));
    return org.assertj.core.api.Assertions.catchThrowableOfType(
                    CompletionException.class, done::join)
                .getCause()
            instanceof Fault fault
        ? fault
        : org.junit.jupiter.api.Assertions.fail("not a fault");
  }

  private static List<Long> children() {
    return ProcessHandle.current().children().map(ProcessHandle::pid).sorted().toList();
  }
}
