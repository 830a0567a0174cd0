package dev.ballast.protect.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.StoppedProcess;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.protect.restore.PointInTimeRestore;
import dev.ballast.protect.restore.PointInTimeRestore.Ending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A source that goes away in the middle of a backup, in three ways and at several points.
@Timeout(300)
final class BrokenSourceIT {
  private static final Set<ErrorCode> GONE =
      Set.of(
          PostgresError.CONNECTION_LOST,
          PostgresError.SERVER_SHUTTING_DOWN,
          PostgresError.SERVER_UNREACHABLE,
          ProtectError.WAL_CAPTURE_FAILED);

  private static TemporaryCluster source;

  @TempDir private Path folder;

  /// What happens to the source.
  enum Blow {
    CUT,
    CRASH,
    SHUTDOWN
  }

  /// When it happens.
  enum Point {
    START,
    BASE,
    MANIFEST
  }

  static Stream<Arguments> blows() {
    return Arrays.stream(Blow.values())
        .flatMap(b -> Arrays.stream(Point.values()).map(p -> Arguments.of(b, p)));
  }

  @BeforeAll
  static void start() {
    source = TemporaryCluster.of(FaultBench.MAJOR, Clock.system()).tcp().start();
  }

  @AfterAll
  static void stop() {
    source.close();
  }

  @ParameterizedTest
  @MethodSource("blows")
  void aBackupWhoseSourceGoesAwayLeavesNothing(Blow blow, Point point) {
    try (FaultBench bench = FaultBench.beside(source, folder);
        CutProxy proxy = CutProxy.before(source.settings().port())) {
      CompletableFuture<Boolean> struck = new CompletableFuture<>();
      Runnable strike =
          () -> {
            strike(blow, proxy);
            struck.complete(true);
          };
      Trigger trigger =
          switch (point) {
            case START -> Trigger.at("backing up", strike);
            case BASE -> Trigger.within("backing up", strike);
            case MANIFEST -> Trigger.never();
          };
      if (point == Point.MANIFEST) {
        proxy.whenSeen("\"PostgreSQL-Backup-Manifest-Version\"", strike);
      }
      ConnectionSettings through = bench.at(proxy.port());

      Fault fault = bench.refused(through, FaultBench.withDigest(), trigger);

      assertThat(fault.code()).isIn(GONE);
      assertThat(fault.code().exit()).isEqualTo(ExitCode.UNREACHABLE);
      assertThat(struck.orTimeout(120, TimeUnit.SECONDS).join()).isTrue();
      if (blow != Blow.CUT) {
        source.start();
      }
      bench.assertSourceIsFree();
      bench.assertNextBackupSucceeds(bench.source().settings());
    }
  }

  /// The files and the log that makes them consistent are whole by then, and perhaps all there is.
  @ParameterizedTest
  @EnumSource
  void aSourceThatGoesAwayWhileItIsDigestedLeavesABackupWithoutDigests(Blow blow) {
    try (FaultBench bench = FaultBench.beside(source, folder);
        CutProxy proxy = CutProxy.before(source.settings().port())) {
      Trigger trigger = Trigger.at("digesting the source", () -> strike(blow, proxy));

      Backup kept = bench.backup(bench.at(proxy.port()), FaultBench.withDigest(), trigger);

      assertThat(trigger.fired()).isTrue();
      assertKept(bench, kept);
      if (blow != Blow.CUT) {
        source.start();
      }
      bench.assertSourceIsFree();
      bench.assertNextBackupSucceeds(bench.source().settings());
    }
  }

  /// It is listed, says what is missing, and restores to the end of its log.
  private static void assertKept(FaultBench bench, Backup kept) {
    assertThat(bench.vault().deposits()).containsExactly(kept.id());
    String why = kept.record().reading().skipped().orElseThrow();
    assertThat(GONE).anyMatch(code -> why.endsWith("(" + code.id() + ")"));
    try (TemporaryFolder work = TemporaryFolder.create("restore")) {
      PointInTimeRestore.Result restored =
          new PointInTimeRestore(
                  bench.vault(),
                  kept,
                  FaultBench.into(work.path().resolve("data")),
                  Clock.system(),
                  Progress.NONE)
              .run(Ending.RECOVERED);
      assertThat(restored.recoveredTo()).contains(kept.record().span().end());
    }
  }

  private static void strike(Blow blow, CutProxy proxy) {
    switch (blow) {
      case CUT -> proxy.cutAll();
      case CRASH -> source.crash();
      case SHUTDOWN -> source.stop(StopMode.FAST);
    }
  }

  /// The log's stream has a bound of a minute, so this runs where all majors are walked.
  @Test
  @Timeout(300)
  @EnabledIfSystemProperty(named = "tests.majors", matches = "all")
  void aSourceThatStandsStillEndsTheBackupAfterABoundedTime() {
    try (FaultBench bench = FaultBench.beside(source, folder)) {
      List<StoppedProcess> stopped = new ArrayList<>();
      Trigger trigger = Trigger.within("backing up", () -> stopped.add(StoppedProcess.of(source)));
      Clock clock = Clock.system();
      long began = clock.nanoTime();
      try {
        Fault fault = bench.refused(source.settings(), FaultBench.quick(), trigger);

        assertThat(fault.code()).isEqualTo(PostgresError.CONNECTION_LOST);
        assertThat(clock.since(began)).isLessThan(Duration.ofMinutes(2));
      } finally {
        stopped.forEach(StoppedProcess::close);
      }
      assertThat(stopped).hasSize(1);
      bench.assertSourceIsFree();
      bench.assertNextBackupSucceeds(source.settings());
    }
  }

  @Test
  void aLogThatBreaksEndsALongCopyAtOnce() {
    try (FaultBench bench = FaultBench.beside(source, folder);
        CutProxy proxy = CutProxy.before(source.settings().port())) {
      // At this rate the copy takes a quarter of an hour.
      BackupSettings slow =
          new BackupSettings("source", 2, 1, true, Optional.of(64), Optional.empty());
      Trigger trigger = Trigger.within("backing up", () -> proxy.cut("ballast wal"));

      Fault fault = bench.refused(bench.at(proxy.port()), slow, trigger);

      assertThat(fault.code()).isEqualTo(PostgresError.CONNECTION_LOST);
      assertThat(fault.getMessage()).contains("streaming WAL");
      assertThat(trigger.fired()).isTrue();
      assertThat(trigger.share()).isLessThan(0.5);
      bench.assertSourceIsFree();
      bench.assertNextBackupSucceeds(bench.source().settings());
    }
  }

  @Test
  void aLogThatBreaksAfterTheCopyLeavesABackupWithoutDigests() {
    try (FaultBench bench = FaultBench.beside(source, folder);
        CutProxy proxy = CutProxy.before(source.settings().port())) {
      Trigger trigger = Trigger.at("digesting the source", () -> proxy.cut("ballast wal"));

      Backup kept = bench.backup(bench.at(proxy.port()), FaultBench.withDigest(), trigger);

      assertKept(bench, kept);
      bench.assertSourceIsFree();
      bench.assertNextBackupSucceeds(bench.source().settings());
    }
  }
}
