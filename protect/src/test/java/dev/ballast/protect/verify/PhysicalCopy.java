package dev.ballast.protect.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.PostgresServer;
import dev.ballast.postgres.server.ServerLaunch;
import dev.ballast.postgres.server.ServerSetting;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A physical copy of a running cluster, made by copying its files while it writes.
final class PhysicalCopy implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Set<String> EMPTIED =
      Set.of(
          "pg_wal",
          "pg_replslot",
          "pg_dynshmem",
          "pg_notify",
          "pg_serial",
          "pg_snapshots",
          "pg_stat_tmp",
          "pg_subtrans");

  private final TemporaryCluster source;
  private final TemporaryFolder folder = TemporaryFolder.create("copy");
  private @Nullable PostgresServer server;

  PhysicalCopy(TemporaryCluster source) {
    this.source = source;
    boolean exclusive = source.installation().version().major() == 14;
    try (Session session = source.session()) {
      session.execute(
          exclusive
              ? "SELECT pg_start_backup('copy', true, false)"
              : "SELECT pg_backup_start('copy', true)");
      Files.createDirectory(
          data(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      copyFiles(source.dataDirectory(), data());
      String label =
          session.one(
              "SELECT labelfile FROM "
                  + (exclusive ? "pg_stop_backup(false, false)" : "pg_backup_stop(false)"),
              row -> row.text("labelfile"));
      Files.writeString(data().resolve("backup_label"), label);
      Files.createFile(data().resolve("recovery.signal"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path data() {
    return folder.path().resolve("data");
  }

  private static void copyFiles(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            Path name = from.relativize(directory);
            if (!name.toString().isEmpty()) {
              Files.createDirectories(to.resolve(name));
            }
            boolean emptied = EMPTIED.contains(name.toString());
            if (name.toString().equals("pg_wal")) {
              Files.createDirectories(to.resolve("pg_wal/archive_status"));
            }
            return emptied ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String name = String.valueOf(file.getFileName());
            if (!name.startsWith("postmaster.") && !name.startsWith("pg_internal.init")) {
              try {
                Files.copy(file, to.resolve(from.relativize(file)));
              } catch (NoSuchFileException dropped) {
                return FileVisitResult.CONTINUE;
              }
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /// Recovers to `target`, exclusive, from a fresh copy of the source's log, and stands there.
  void recoverTo(Lsn target) {
    // Recovery stops at the first record behind the target, so there must be one in the log.
    try (Session session = source.session()) {
      session.execute("SELECT pg_logical_emit_message(true, 'behind', 'the target')");
    }
    try {
      Path log = data().resolve("pg_wal");
      try (var files = Files.list(source.dataDirectory().resolve("pg_wal"))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path copy = log.resolve(file.getFileName());
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
          PostgresServer.own(copy);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(
        new ServerSetting("recovery_target_lsn", target.toString()),
        new ServerSetting("recovery_target_inclusive", "off"),
        new ServerSetting("recovery_target_action", "pause"),
        new ServerSetting("restore_command", "false"));
    Clock clock = Clock.system();
    long started = clock.nanoTime();
    try (Session session = session("postgres")) {
      while (!session.text("SELECT pg_get_wal_replay_pause_state()").equals("paused")) {
        assertThat(clock.since(started)).as(running().logTail()).isLessThan(PATIENCE);
        clock.pause(Duration.ofMillis(20));
      }
    }
  }

  Path log() {
    return folder.path().resolve("server.log");
  }

  void promote() {
    try (Session session = session("postgres")) {
      session.execute("SELECT pg_promote(true, 60)");
    }
  }

  void stop() {
    running().stop(StopMode.FAST, PATIENCE);
  }

  /// Starts the copy as it is, without a recovery target.
  void restart() {
    start();
  }

  private void start(ServerSetting... more) {
    PostgresServer.own(data());
    List<ServerSetting> settings = new ArrayList<>(List.of(more));
    settings.add(new ServerSetting("hot_standby", "on"));
    settings.add(new ServerSetting("fsync", "off"));
    settings.add(new ServerSetting("max_connections", "60"));
    settings.add(new ServerSetting("max_prepared_transactions", "20"));
    settings.add(new ServerSetting("autovacuum", "off"));
    server =
        PostgresServer.start(
            new ServerLaunch(
                source.installation(),
                data(),
                folder.path().resolve("server.log"),
                settings,
                PATIENCE),
            Clock.system());
  }

  private PostgresServer running() {
    if (server == null) {
      throw new IllegalStateException("the copy was not started");
    }
    return server;
  }

  Session session(String database) {
    ConnectionSettings settings =
        new ConnectionSettings(
            PostgresServer.HOST,
            running().port(),
            database,
            "postgres",
            Optional.empty(),
            Tls.DISABLED,
            ConnectionSettings.DEFAULT_CONNECT_TIMEOUT);
    return Session.open(settings, SessionOptions.onOwnServer("ballast test"));
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
    folder.close();
  }
}
