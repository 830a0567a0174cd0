package dev.ballast.postgres.server;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A cluster made to be thrown away: for tests, for the demo and for rehearsals. Takes connections
/// from loopback as superuser `postgres` without a password. For one thread at a time.
///
/// Its folder lies under the temporary directory and goes with [#close()]. What a killed process
/// leaves behind, [TemporaryFolder#sweep] removes.
public final class TemporaryCluster implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);
  private static final String SUPERUSER = "postgres";

  private final Installation installation;
  private final TemporaryFolder folder;
  private final List<ServerSetting> settings;
  private @Nullable PostgresServer server;
  private int port;

  private TemporaryCluster(
      Installation installation, TemporaryFolder folder, List<ServerSetting> settings) {
    this.installation = installation;
    this.folder = folder;
    this.settings = settings;
  }

  /// A cluster of the embedded server of this major with default settings, started.
  public static TemporaryCluster start(int major) {
    return of(major).start();
  }

  public static Builder of(int major) {
    return new Builder(Installations.ofThisMachine().embedded(major));
  }

  public static Builder of(Installation installation) {
    return new Builder(installation);
  }

  /// Collects what differs from the default.
  public static final class Builder {
    private final Installation installation;
    private final List<ServerSetting> settings = new ArrayList<>();
    private final List<String> hba = new ArrayList<>();
    private boolean checksums = true;
    private boolean fsync;
    private boolean ownIdentity;

    private Builder(Installation installation) {
      this.installation = installation;
    }

    public Builder setting(String name, String value) {
      settings.add(new ServerSetting(name, value));
      return this;
    }

    /// A line of `pg_hba.conf`, ahead of those that trust loopback.
    public Builder hba(String line) {
      hba.add(line);
      return this;
    }

    /// Whether pages carry checksums; they do by default.
    public Builder checksums(boolean on) {
      checksums = on;
      return this;
    }

    /// Whether the server waits for the disk; it does not by default, so that tests are quick.
    /// Nothing measured without it is a timing.
    public Builder fsync(boolean on) {
      fsync = on;
      return this;
    }

    /// Runs `initdb` rather than copying its template, for a system identifier of its own.
    public Builder ownIdentity() {
      ownIdentity = true;
      return this;
    }

    public TemporaryCluster start() {
      TemporaryFolder folder = TemporaryFolder.create("cluster");
      boolean started = false;
      try {
        Path data = folder.path().resolve("data");
        if (ownIdentity) {
          Initdb.fresh(installation, checksums, data);
        } else {
          Initdb.fromTemplate(installation, checksums, data);
        }
        writeHba(data);
        Path scratch = Files.createDirectory(folder.path().resolve("scratch"));
        ServerUser.ofThisProcess().own(scratch);
        List<ServerSetting> all = new ArrayList<>();
        all.add(new ServerSetting("fsync", fsync ? "on" : "off"));
        all.add(new ServerSetting("synchronous_commit", "on"));
        all.add(new ServerSetting("max_connections", "60"));
        all.addAll(settings);
        TemporaryCluster cluster = new TemporaryCluster(installation, folder, List.copyOf(all));
        cluster.start();
        started = true;
        return cluster;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        if (!started) {
          folder.close();
        }
      }
    }

    private void writeHba(Path data) throws IOException {
      List<String> lines = new ArrayList<>(hba);
      lines.add("host all all 127.0.0.1/32 trust");
      lines.add("host replication all 127.0.0.1/32 trust");
      Files.write(data.resolve("pg_hba.conf"), lines);
    }
  }

  /// Starts the cluster after a stop or a crash, at the same port.
  public void start() {
    if (server != null && server.isAlive()) {
      throw new IllegalStateException("the cluster is running");
    }
    PostgresServer.Launch launch =
        new PostgresServer.Launch(installation, dataDirectory(), log(), settings, START_TIMEOUT);
    server =
        port == 0
            ? PostgresServer.start(launch, Clock.system())
            : PostgresServer.start(launch, port, Clock.system());
    port = server.port();
  }

  public void stop(StopMode mode) {
    running().stop(mode, STOP_TIMEOUT);
  }

  /// `kill -9` of all its processes.
  public void crash() {
    running().kill();
  }

  /// Ends recovery, where the cluster is a standby.
  public void promote() {
    try (Session session = session()) {
      session.one("SELECT pg_promote(true, 60) AS promoted", row -> row.flag("promoted"));
    }
  }

  /// Where it listens, as superuser, in database `postgres`.
  public ConnectionSettings settings() {
    return settings("postgres");
  }

  public ConnectionSettings settings(String database) {
    return new ConnectionSettings(
        PostgresServer.HOST,
        port,
        database,
        SUPERUSER,
        Optional.empty(),
        Tls.DISABLED,
        ConnectionSettings.DEFAULT_CONNECT_TIMEOUT);
  }

  public Session session() {
    return session("postgres");
  }

  public Session session(String database) {
    return Session.open(settings(database), SessionOptions.of("ballast"));
  }

  public Path dataDirectory() {
    return folder.path().resolve("data");
  }

  /// A folder the server may write to, for tablespaces.
  public Path scratch() {
    return folder.path().resolve("scratch");
  }

  public Path log() {
    return folder.path().resolve("server.log");
  }

  public Installation installation() {
    return installation;
  }

  public boolean isRunning() {
    return server != null && server.isAlive();
  }

  /// Gives a file or folder to the user the server runs as, where that is another one.
  public void own(Path path) {
    PostgresServer.own(path);
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
    folder.close();
  }

  private PostgresServer running() {
    if (server == null) {
      throw new IllegalStateException("the cluster was never started");
    }
    return server;
  }
}
