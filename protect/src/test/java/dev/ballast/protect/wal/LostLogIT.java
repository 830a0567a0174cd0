package dev.ballast.protect.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.postgres.server.TestedMajors;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.moment.LogTarget;
import dev.ballast.protect.restore.RecoveryGoal;
import dev.ballast.protect.restore.StoredSpan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A server whose log does not continue what was received: because it removed some of it, or
/// because it is an older state of itself.
class LostLogIT {
  @TempDir Path folder;

  /// Segments of 1 MB, and a slot that may keep two of them.
  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void aSlotThatWasOverrunIsAGapAndReceivingContinuesBehindIt(int major) {
    try (TemporaryCluster source =
            TemporaryCluster.of(major, Clock.system())
                .initdb("--wal-segsize=1")
                .setting("max_slot_wal_keep_size", "2MB")
                .setting("min_wal_size", "2MB")
                .start();
        ReceiverBench bench = new ReceiverBench(folder);
        Session session = source.session()) {
      ReceiverBench.makeLedger(session);
      Backup before = bench.backup(source.settings());
      assertThat(StoredSpan.of(bench.vault(), List.of(before)))
          .containsExactly(new StoredSpan(before, new StoredSpan.End.OfBackup(), false));
      LogReceiver first = bench.receiver(source.settings());
      try (Receiving receiving = Receiving.start(first)) {
        Lsn here = ReceiverBench.write(session, 1, 10);
        ReceiverBench.awaitDurable(first, receiving, 1, here);
      }
      ReceiverBench.write(session, 11, 20);
      overrun(session);

      LogReceiver second = bench.receiver(source.settings());
      Backup after;
      try (Receiving receiving = Receiving.start(second)) {
        bench.awaitEvent("gap 1 from");
        after = bench.backup(source.settings());
        Lsn here = ReceiverBench.write(session, 21, 30);
        ReceiverBench.awaitDurable(second, receiving, 1, here);
      }
      assertThat(bench.restored(before)).isEqualTo(rows(1, 10));
      assertThat(bench.notes()).anyMatch(note -> note.contains("was never received"));
      assertThat(bench.restored(after)).isEqualTo(rows(1, 30));
      List<StoredSpan> spans = StoredSpan.of(bench.vault(), List.of(before, after));
      assertThat(spans).extracting(StoredSpan::gap).containsExactly(true, false);
      assertThat(spans).extracting(StoredSpan::end).allSatisfy(LostLogIT::isBehindItsBackup);
      LogTarget beyond = new LogTarget.Position(after.record().span().start(), true);
      Fault refused =
          catchThrowableOfType(
              Fault.class,
              () -> new RecoveryGoal(beyond, Optional.empty()).find(bench.vault(), before));
      assertThat(refused.code()).isEqualTo(ProtectError.RECOVERY_TARGET_UNREACHABLE);
      assertThat(refused.detail().orElseThrow()).contains("and again from");
    }
  }

  private static void isBehindItsBackup(StoredSpan.End end) {
    switch (end) {
      case StoredSpan.End.OfBackup() -> throw new AssertionError("no log is stored behind it");
      case StoredSpan.End.Deposited(Instant at) ->
          assertThat(at).isBeforeOrEqualTo(Clock.system().now());
      case StoredSpan.End.Received() -> {}
    }
  }

  private static void overrun(Session session) {
    overwrite(session);
    ReceiverBench.eventually(
        "the slot is lost",
        () -> session.text("SELECT wal_status FROM pg_replication_slots").equals("lost"));
  }

  /// Writes several segments of 1 MB, and has the server remove those that nothing keeps.
  static void overwrite(Session session) {
    for (int i = 0; i < 8; i++) {
      session.execute(
          "CREATE TABLE filler AS SELECT repeat('x', 1000) FROM generate_series(1, 900)");
      session.execute("DROP TABLE filler");
    }
    session.execute("CHECKPOINT");
  }

  @Test
  void aServerThatWasSetBackIsFoundOutByItsBytes() {
    try (TemporaryCluster source = TemporaryCluster.start(TestedMajors.one(), Clock.system());
        TemporaryFolder copies = TemporaryFolder.create("older");
        ReceiverBench bench = new ReceiverBench(folder)) {
      try (Session session = source.session()) {
        ReceiverBench.makeLedger(session);
      }
      source.stop(StopMode.FAST);
      Path older = copies.path().resolve("data");
      copy(source.dataDirectory(), older);
      source.start();
      LogReceiver first = bench.receiver(source.settings());
      Lsn received;
      try (Receiving receiving = Receiving.start(first);
          Session session = source.session()) {
        received = ReceiverBench.write(session, 1, 10);
        ReceiverBench.awaitDurable(first, receiving, 1, received);
      }
      source.stop(StopMode.FAST);
      replace(source, older);
      source.start();
      assertForked(bench, source, "the server's log ends at");

      try (Session session = source.session()) {
        assertThat(ReceiverBench.write(session, 101, 200)).isGreaterThan(received);
      }
      assertForked(bench, source, "is not what was received before");
    }
  }

  private static void assertForked(ReceiverBench bench, TemporaryCluster source, String detail) {
    Fault fault = ReceiverBench.endOf(bench.receiver(source.settings()));
    assertThat(fault.code()).as(fault.toString()).isEqualTo(ProtectError.WAL_FORKED);
    assertThat(fault.detail().orElseThrow()).contains(detail);
  }

  /// Sets a stopped cluster back.
  static void replace(TemporaryCluster source, Path older) {
    try (Stream<Path> files = Files.walk(source.dataDirectory())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    copy(older, source.dataDirectory());
    source.own(source.dataDirectory());
  }

  static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Integer> rows(int first, int last) {
    return IntStream.rangeClosed(first, last).boxed().toList();
  }
}
