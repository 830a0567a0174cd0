package dev.ballast.postgres.wire;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.PostgresServer;
import dev.ballast.postgres.server.ServerLaunch;
import dev.ballast.postgres.server.ServerSetting;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.postgres.wire.protocol.ReplicationMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/// A standby made with our own base backup, following `primary`. For one thread at a time.
public final class UnpackedCopy implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  private final TemporaryFolder folder;
  private final ServerLaunch launch;
  private final ConnectionSettings settings;
  private PostgresServer server;

  private UnpackedCopy(
      TemporaryFolder folder,
      ServerLaunch launch,
      PostgresServer server,
      ConnectionSettings settings) {
    this.folder = folder;
    this.launch = launch;
    this.server = server;
    this.settings = settings;
  }

  public static UnpackedCopy following(TemporaryCluster primary) {
    TemporaryFolder folder = TemporaryFolder.create("standby");
    boolean started = false;
    try {
      Path data = Files.createDirectory(folder.path().resolve("data"));
      try (ReplicationConnection connection =
          ReplicationConnection.open(
              primary.settings(), ReplicationMode.PHYSICAL, "copy", Clock.system())) {
        connection.baseBackup(BaseBackupOptions.labelled("standby"), CollectingReceiver.into(data));
      }
      Files.createFile(data.resolve("standby.signal"));
      Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
      primary.own(data);
      ConnectionSettings upstream = primary.settings();
      String conninfo =
          "host=" + upstream.host() + " port=" + upstream.port() + " user=" + upstream.user();
      ServerLaunch launch =
          new ServerLaunch(
              primary.installation(),
              data,
              folder.path().resolve("server.log"),
              List.of(
                  new ServerSetting("primary_conninfo", conninfo),
                  new ServerSetting("max_connections", "60"),
                  new ServerSetting("fsync", "off")),
              START_TIMEOUT);
      PostgresServer server = PostgresServer.start(launch, Clock.system());
      started = true;
      ConnectionSettings own =
          new ConnectionSettings(
              upstream.host(),
              server.port(),
              upstream.database(),
              upstream.user(),
              upstream.password(),
              upstream.tls(),
              upstream.connectTimeout());
      return new UnpackedCopy(folder, launch, server, own);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (!started) {
        folder.close();
      }
    }
  }

  public ConnectionSettings settings() {
    return settings;
  }

  public Session session() {
    return Session.open(settings, SessionOptions.onOwnServer("copy"));
  }

  public void promote() {
    try (Session session = session()) {
      session.text("SELECT pg_promote(true, 60)::text");
    }
  }

  /// Makes a promoted server a standby once more and promotes it again, for one more timeline.
  public void promoteAgain() {
    stop();
    try {
      Files.createFile(launch.dataDirectory().resolve("standby.signal"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start();
    promote();
  }

  public void stop() {
    server.stop(StopMode.FAST, START_TIMEOUT);
  }

  /// Starts it again, at the same port.
  public void start() {
    server = PostgresServer.start(launch, settings.port(), Clock.system());
  }

  @Override
  public void close() {
    server.close();
    folder.close();
  }
}
