package dev.ballast.protect.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.PostgresServer;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.protect.TestVault;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.protect.wal.LogPush;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.VaultError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A recovery along more log than is written before the server starts.
class LogWindowIT {
  private static final long MEGABYTE = 1 << 20;
  private static final int SEGMENTS = 320;
  private static final int BETWEEN_CHECKPOINTS = 16;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void longLogTakesNoMoreOfTheDiskThanIsAnnounced(int major) throws IOException {
    try (Vault vault = TestVault.in(folder);
        TemporaryFolder place = TemporaryFolder.create("window")) {
      Backup backup = backupAndLog(vault, major);
      // A shell would make a file of the middle.
      Path data = place.path().resolve("da';touch planted;'ta");
      LogSupply supply = RecoveryGoal.LATEST.find(vault, backup).supply();
      assertThat(supply.inWindow()).isTrue();
      assertThat(supply.mostBytes()).isLessThan(200 * MEGABYTE);

      try (DiskUse use = new DiskUse(data)) {
        PointInTimeRestore.Result result =
            restore(vault, backup, data, Progress.NONE).run(PointInTimeRestore.Ending.RUNNING);
        assertThat(use.most()).isBetween(64 * MEGABYTE, supply.mostBytes());
        assertThat(sum(result)).isEqualTo(SEGMENTS + " " + SEGMENTS * (SEGMENTS + 1) / 2);
      } finally {
        PostgresServer.endOrphan(data);
      }
      assertThat(data.resolve("planted")).doesNotExist();
      assertThat(data.resolve(LogWindow.FOLDER)).doesNotExist();
      assertThat(data.resolve("postgresql.auto.conf")).content().doesNotContain("restore_command");
      assertThat(data.resolve("postgresql.conf")).content().doesNotContain(LogWindow.FOLDER);

      Path other = place.path().resolve("other");
      Fault fault =
          catchThrowableOfType(
              Fault.class,
              () ->
                  restore(vault, backup, other, new Losing(folder.resolve("vault/packs")))
                      .run(PointInTimeRestore.Ending.RECOVERED));
      assertThat(fault.code()).isEqualTo(VaultError.OBJECT_TRUNCATED);
      assertThat(other).as("what was restored").doesNotExist();
    }
  }

  private static PointInTimeRestore restore(
      Vault vault, Backup backup, Path into, Progress progress) {
    return new PointInTimeRestore(
        vault,
        backup,
        new RestoreSettings(into, List.of(), 2, false, false),
        Clock.system(),
        progress);
  }

  private static String sum(PointInTimeRestore.Result result) {
    try (Session session =
        Session.open(result.kept().orElseThrow().address(), SessionOptions.onOwnServer("test"))) {
      return session.text("SELECT count(*) || ' ' || sum(id) FROM t");
    }
  }

  /// Each number in a segment of its own.
  private static Backup backupAndLog(Vault vault, int major) throws IOException {
    try (TemporaryCluster source =
        TemporaryCluster.of(major, Clock.system())
            .initdb("--wal-segsize=1")
            .setting("archive_mode", "on")
            .setting("archive_command", "false")
            .start()) {
      try (Session session = source.session()) {
        session.execute("CREATE TABLE t (id int)");
      }
      Backup backup =
          new BackupRun(
                  vault,
                  source.settings(),
                  new BackupSettings("shop", 2, 1, true, Optional.empty(), Optional.empty()),
                  Clock.system(),
                  Progress.NONE)
              .run();
      try (Session session = source.session()) {
        for (int id = 1; id <= SEGMENTS; id++) {
          session.execute("INSERT INTO t VALUES (" + id + ")");
          session.text("SELECT pg_switch_wal()::text");
          if (id % BETWEEN_CHECKPOINTS == 0) {
            session.execute("CHECKPOINT");
          }
        }
      }
      new LogPush(vault, "shop", Clock.system()).push(ready(source));
      return backup;
    }
  }

  private static List<Path> ready(TemporaryCluster source) throws IOException {
    Path wal = source.dataDirectory().resolve("pg_wal");
    try (Stream<Path> marks = Files.list(wal.resolve("archive_status"))) {
      return marks
          .map(mark -> mark.getFileName().toString())
          .filter(name -> name.matches("[0-9A-F]{24}\\.ready"))
          .map(name -> name.substring(0, name.length() - ".ready".length()))
          .sorted()
          .map(wal::resolve)
          .toList();
    }
  }

  /// The most that log took of the disk while somebody looked.
  private static final class DiskUse implements AutoCloseable {
    private final Path data;
    private final AtomicLong most = new AtomicLong();
    private final Thread looking;
    private volatile boolean ended;

    private DiskUse(Path data) {
      this.data = data;
      this.looking = Thread.ofPlatform().start(this::look);
    }

    private void look() {
      while (!ended) {
        long now = bytes(data.resolve("pg_wal")) + bytes(data.resolve(LogWindow.FOLDER));
        most.accumulateAndGet(now, Math::max);
        Clock.system().pause(Duration.ofMillis(2));
      }
    }

    private static long bytes(Path folder) {
      try (Stream<Path> files = Files.list(folder)) {
        return files.mapToLong(DiskUse::length).sum();
      } catch (NoSuchFileException notYet) {
        return 0;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static long length(Path file) {
      return file.toFile().length();
    }

    private long most() {
      return most.get();
    }

    @Override
    public void close() {
      ended = true;
      boolean interrupted = false;
      while (looking.isAlive()) {
        try {
          looking.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Empties the packs of a vault once recovery begins.
  private record Losing(Path packs) implements Progress {
    @Override
    public void begin(String phase, long total) {
      if (phase.startsWith("recovering")) {
        try (Stream<Path> files = Files.list(packs)) {
          for (Path pack : files.toList()) {
            Files.setPosixFilePermissions(pack, PosixFilePermissions.fromString("rw-------"));
            FileChannel.open(pack, StandardOpenOption.WRITE).truncate(0).close();
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    @Override
    public void advance(long done) {
      // Of no interest.
    }

    @Override
    public void note(String line) {
      // Of no interest.
    }
  }
}
