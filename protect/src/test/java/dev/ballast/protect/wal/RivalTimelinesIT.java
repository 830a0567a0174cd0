package dev.ballast.protect.wal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.postgres.server.TestedMajors;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.moment.LogTarget;
import dev.ballast.protect.prove.LogCheck;
import dev.ballast.protect.prove.LogFinding;
import dev.ballast.protect.restore.RecoveryGoal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A cluster that was promoted twice from the same position: timeline 2 was received and given up,
/// timeline 3 does not descend from it.
class RivalTimelinesIT {
  @TempDir Path folder;

  @Test
  void theGivenUpOneIsKeptNamedAndRestoredOnRequest() throws IOException {
    try (TemporaryCluster source =
            TemporaryCluster.of(TestedMajors.one(), Clock.system())
                .initdb("--wal-segsize=1")
                .setting("restore_command", "false")
                .setting("recovery_target_timeline", "current")
                .setting("wal_keep_size", "1GB")
                .start();
        TemporaryFolder copies = TemporaryFolder.create("older");
        ReceiverBench bench = new ReceiverBench(folder)) {
      try (Session session = source.session()) {
        ReceiverBench.makeLedger(session);
      }
      Backup backup = bench.backup(source.settings());
      receive(bench, source, 1, 1);
      source.stop(StopMode.FAST);
      Path older = copies.path().resolve("data");
      LostLogIT.copy(source.dataDirectory(), older);
      LogPushIT.promoteStopped(source);
      receive(bench, source, 2, 11);
      source.stop(StopMode.FAST);
      byte[] second = Files.readAllBytes(log(source, "00000002.history"));
      LostLogIT.replace(source, older);
      source.own(Files.write(log(source, "00000002.history"), second));
      LogPushIT.promoteStopped(source);

      Fault fault = ReceiverBench.endOf(bench.receiver(source.settings()));
      assertThat(fault.code()).isEqualTo(ProtectError.WAL_FORKED);
      assertThat(fault.detail().orElseThrow())
          .startsWith("timeline 2, which was received, is not in the history")
          .endsWith("of the server's timeline 3");
      pushTimelineThree(bench, source);

      LogCheck.Result check = new LogCheck(bench.vault(), "source", Progress.NONE).run();
      assertThat(check.verdict().isProved()).as(check.toString()).isTrue();
      assertThat(check.findings())
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.kind()).isEqualTo(LogFinding.Kind.RIVAL);
                assertThat(finding.timeline()).contains(new TimelineId(2));
                assertThat(finding.detail()).contains("timeline 3");
              });
      assertThat(bench.restored(backup)).isEqualTo(rows(1, 21));
      RecoveryGoal onSecond =
          new RecoveryGoal(new LogTarget.Latest(), Optional.of(new TimelineId(2)));
      assertThat(bench.restored(backup, onSecond)).isEqualTo(rows(1, 11));
    }
  }

  private static Path log(TemporaryCluster source, String name) {
    return source.dataDirectory().resolve("pg_wal").resolve(name);
  }

  /// Ten rows each from these on.
  private static List<Integer> rows(int... firsts) {
    return IntStream.of(firsts)
        .flatMap(first -> IntStream.range(first, first + 10))
        .boxed()
        .toList();
  }

  private static void receive(
      ReceiverBench bench, TemporaryCluster source, int timeline, int first) {
    LogReceiver receiver = bench.receiver(source.settings());
    try (Receiving receiving = Receiving.start(receiver);
        Session session = source.session()) {
      ReceiverBench.awaitDurable(
          receiver, receiving, timeline, ReceiverBench.write(session, first, first + 9));
    }
  }

  private static void pushTimelineThree(ReceiverBench bench, TemporaryCluster source)
      throws IOException {
    String current;
    try (Session session = source.session()) {
      ReceiverBench.write(session, 21, 30);
      session.text("SELECT pg_switch_wal()::text");
      ReceiverBench.write(session, 31, 31);
      current = session.text("SELECT pg_walfile_name(pg_current_wal_lsn())");
    }
    List<Path> files = new ArrayList<>(List.of(log(source, "00000003.history")));
    try (Stream<Path> all = Files.list(source.dataDirectory().resolve("pg_wal"))) {
      all.filter(file -> file.getFileName().toString().matches("00000003[0-9A-F]{16}"))
          .filter(file -> file.getFileName().toString().compareTo(current) < 0)
          .sorted()
          .forEach(files::add);
    }
    new LogPush(bench.vault(), "source", Clock.system()).push(files);
  }
}
