package dev.ballast.protect.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.PostgresServer;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.TestVault;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.protect.restore.PointInTimeRestore;
import dev.ballast.protect.restore.RestoreSettings;
import dev.ballast.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LogPushIT {
  @TempDir Path folder;

  /// Segments of 1 MB, so that there are many.
  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void whatIsPushedIsFetchedByteForByteAndNothingElseTakesItsName(int major) throws IOException {
    try (TemporaryCluster source =
            TemporaryCluster.of(major, Clock.system())
                .initdb("--wal-segsize=1")
                .setting("archive_mode", "on")
                .setting("archive_command", "false")
                .setting("restore_command", "false")
                .start();
        Vault vault = TestVault.in(folder);
        TemporaryFolder into = TemporaryFolder.create("push")) {
      Backup backup =
          new BackupRun(
                  vault,
                  source.settings(),
                  new BackupSettings("shop", 2, 1, true, Optional.empty(), Optional.empty()),
                  Clock.system(),
                  Progress.NONE)
              .run();
      Path wal = source.dataDirectory().resolve("pg_wal");
      write(source, 1, 3);
      List<Path> first = ready(wal);
      assertThat(first).hasSizeGreaterThan(2);
      Map<String, byte[]> copies = copied(first);
      assertThat(push(vault, first).stored()).containsExactlyElementsOf(names(first));
      assertThat(push(vault, first).present()).containsExactlyElementsOf(names(first));
      otherContentIsRefused(vault, first.getLast(), into.path());
      noOtherFileIsTaken(vault, first.getLast(), into.path());

      // Log that the server switches away from as it stops, and removes when it is promoted.
      try (Session session = source.session()) {
        session.execute("CHECKPOINT");
      }
      source.stop(StopMode.FAST);
      assertThat(push(vault, ready(wal)).stored()).hasSize(1);
      promoteStopped(source);
      write(source, 4, 5);
      List<Path> second = ready(wal);
      assertThat(names(second)).anyMatch(name -> name.equals("00000002.history"));
      assertThat(names(second))
          .filteredOn(n -> n.startsWith("00000002") && n.length() == 24)
          .hasSize(2);
      second.sort((a, b) -> Boolean.compare(isHistory(b), isHistory(a)));
      copies.putAll(copied(second));
      LogPush.Outcome outcome = push(vault, second);
      assertThat(outcome.passedOver()).hasSize(1).allMatch(name -> name.endsWith(".partial"));
      source.crash();

      everyFileIsFetched(vault, copies, into.path());
      assertThat(restoredSum(vault, backup, into.path())).isEqualTo("5 15");
    }
  }

  private static boolean isHistory(Path file) {
    return file.toString().endsWith(".history");
  }

  private static LogPush.Outcome push(Vault vault, List<Path> files) {
    return new LogPush(vault, "shop", Clock.system()).push(files);
  }

  /// Each number in a segment of its own.
  private static void write(TemporaryCluster source, int from, int to) {
    try (Session session = source.session()) {
      session.execute("CREATE TABLE IF NOT EXISTS t (id int)");
      for (int id = from; id <= to; id++) {
        session.execute("INSERT INTO t VALUES (" + id + ")");
        session.text("SELECT pg_switch_wal()::text");
      }
    }
  }

  private static List<Path> ready(Path wal) throws IOException {
    try (Stream<Path> marks = Files.list(wal.resolve("archive_status"))) {
      return new ArrayList<>(
          marks
              .map(mark -> mark.getFileName().toString())
              .filter(name -> name.endsWith(".ready"))
              .map(name -> name.substring(0, name.length() - ".ready".length()))
              .filter(name -> !name.endsWith(".backup"))
              .sorted()
              .map(wal::resolve)
              .toList());
    }
  }

  private static List<String> names(List<Path> files) {
    return files.stream().map(file -> file.getFileName().toString()).toList();
  }

  private static Map<String, byte[]> copied(List<Path> files) throws IOException {
    Map<String, byte[]> copies = new HashMap<>();
    for (Path file : files) {
      copies.put(file.getFileName().toString(), Files.readAllBytes(file));
    }
    return copies;
  }

  private static void assertRefused(Vault vault, Path file, ErrorCode code, String detail) {
    Fault fault = catchThrowableOfType(Fault.class, () -> push(vault, List.of(file)));
    assertThat(fault.code()).isEqualTo(code);
    assertThat(fault.detail().orElseThrow()).contains(detail);
  }

  private static void otherContentIsRefused(Vault vault, Path segment, Path folder)
      throws IOException {
    Path other = folder.resolve(segment.getFileName());
    byte[] content = Files.readAllBytes(segment);
    content[content.length - 1] ^= 1;
    Files.write(other, content);

    assertRefused(vault, other, ProtectError.WAL_SEGMENT_DIFFERS, "SHA-256 is ");
    assertThat(push(vault, List.of(segment)).present()).hasSize(1);
    Files.delete(other);
  }

  private static void noOtherFileIsTaken(Vault vault, Path segment, Path folder)
      throws IOException {
    byte[] content = Files.readAllBytes(segment);
    Path renamed = folder.resolve("0000000100000000000000FE");
    Files.write(renamed, content);
    assertRefused(
        vault, renamed, ProtectError.WAL_SEGMENT_INVALID, "its first page is that of position");
    Path cut = folder.resolve(segment.getFileName());
    Files.write(cut, Arrays.copyOf(content, 4096));
    assertRefused(vault, cut, ProtectError.WAL_SEGMENT_INVALID, "it has 4096 bytes");
    // the system identifier is behind the 24 bytes of a short header
    content[24] ^= 1;
    Files.write(cut, content);
    assertRefused(vault, cut, ProtectError.WAL_OF_OTHER_SYSTEM, "its system identifier is");
    Path unknown = folder.resolve("PG_VERSION");
    Files.write(unknown, content);
    assertRefused(vault, unknown, ProtectError.WAL_SEGMENT_INVALID, "a server archives");
    for (Path file : List.of(renamed, cut, unknown)) {
      Files.delete(file);
    }
  }

  /// An archive recovery without an archive ends at once, on a timeline of its own.
  static void promoteStopped(TemporaryCluster source) throws IOException {
    Path signal = source.dataDirectory().resolve("recovery.signal");
    Files.createFile(signal);
    source.own(signal);
    source.start();
    Clock clock = Clock.system();
    long began = clock.nanoTime();
    try (Session session = source.session()) {
      while (session.text("SELECT pg_is_in_recovery()").equals("t")) {
        assertThat(clock.since(began)).isLessThan(Duration.ofMinutes(2));
        clock.pause(Duration.ofMillis(10));
      }
    }
  }

  private static void everyFileIsFetched(Vault vault, Map<String, byte[]> copies, Path folder)
      throws IOException {
    Path spool = folder.resolve("spool");
    Path to = folder.resolve("RECOVERYXLOG");
    for (Map.Entry<String, byte[]> copy : copies.entrySet()) {
      if (copy.getKey().endsWith(".partial")) {
        continue;
      }
      LogFetch.of(vault, "shop").fetch(copy.getKey(), to, spool, 0);
      assertThat(Files.readAllBytes(to)).as(copy.getKey()).isEqualTo(copy.getValue());
    }
    List<String> onFirst =
        copies.keySet().stream()
            .filter(name -> name.startsWith("00000001") && name.length() == 24)
            .sorted()
            .toList();
    LogFetch.of(vault, "shop").fetch(onFirst.getFirst(), to, spool, 2);
    try (Stream<Path> ahead = Files.list(spool)) {
      assertThat(ahead.map(file -> file.getFileName().toString()).sorted())
          .containsExactlyElementsOf(onFirst.subList(1, 3));
    }
    for (String absent : List.of("00000003.history", "000000030000000000000001", "x")) {
      Fault fault =
          catchThrowableOfType(
              Fault.class, () -> LogFetch.of(vault, "shop").fetch(absent, to, spool, 0));
      assertThat(fault.code()).as(absent).isEqualTo(ProtectError.WAL_NOT_STORED);
    }
  }

  private static String restoredSum(Vault vault, Backup backup, Path folder) {
    PointInTimeRestore.Result result =
        new PointInTimeRestore(
                vault,
                backup,
                new RestoreSettings(folder.resolve("data"), List.of(), 2, false, false),
                Clock.system(),
                Progress.NONE)
            .run(PointInTimeRestore.Ending.RUNNING);
    try (Session session =
        Session.open(result.kept().orElseThrow().address(), SessionOptions.onOwnServer("test"))) {
      return session.text("SELECT count(*) || ' ' || sum(id) FROM t");
    } finally {
      PostgresServer.endOrphan(folder.resolve("data"));
    }
  }
}
