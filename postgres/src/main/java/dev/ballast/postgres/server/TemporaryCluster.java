package dev.ballast.postgres.server;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Undo;
import dev.ballast.machine.Account;
import dev.ballast.machine.RandomName;
import dev.ballast.machine.ServerUser;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Password;
import dev.ballast.postgres.ScramVerifier;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.sql.Identifier;
import dev.ballast.sql.Literal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A cluster made to be thrown away: for tests, for the demo and for rehearsals. Its superuser,
/// `postgres` unless another was named, comes in by a Unix-domain socket in a folder that only the
/// server's user may enter, without a password unless one was requested. For one thread at a time.
///
/// Its folder goes with [#close()]. What a killed process leaves behind, [TemporaryFolder#sweep]
/// removes.
public final class TemporaryCluster implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);

  /// What a role's name may be here: it becomes part of a folder's name.
  private static final Pattern SUPERUSER = Pattern.compile("[a-z][a-z_]{0,62}");

  private static final int PASSWORD_BYTES = 24;

  private final Builder how;
  private final TemporaryFolder folder;
  private final Account account;
  private final Optional<Password> password;
  private @Nullable PostgresServer server;
  private int port;

  private TemporaryCluster(
      Builder how, TemporaryFolder folder, Account account, Optional<Password> password) {
    this.how = how;
    this.folder = folder;
    this.account = account;
    this.password = password;
  }

  /// A cluster of the embedded server of this major with default settings, started.
  public static TemporaryCluster start(int major, Clock clock) {
    return of(major, clock).start();
  }

  public static Builder of(int major, Clock clock) {
    return of(Installations.ofThisMachine().embedded(major), clock);
  }

  /// A cluster of these programs, not started yet.
  ///
  /// @param clock by which its server has a bounded time to start
  public static Builder of(Installation installation, Clock clock) {
    return new Builder(installation, clock);
  }

  /// Collects what differs from the default.
  public static final class Builder {
    private final Installation installation;
    private final Clock clock;
    private final List<ServerSetting> settings = new ArrayList<>();
    private final List<String> hba = new ArrayList<>();
    private final List<String> initdb = new ArrayList<>();
    private boolean checksums = true;
    private boolean fsync;
    private boolean ownIdentity;
    private boolean tcp;
    private boolean password;
    private Confinement confinement = Confinement.NONE;
    private String superuser = Initdb.USUAL_SUPERUSER;

    private Builder(Installation installation, Clock clock) {
      this.installation = installation;
      this.clock = requireNonNull(clock, "clock is null");
    }

    public Builder setting(String name, String value) {
      settings.add(new ServerSetting(name, value));
      return this;
    }

    /// A line of `pg_hba.conf`, ahead of those that let the superuser in. A line about TCP makes
    /// the server listen on loopback, as [#tcp()] does.
    public Builder hba(String line) {
      hba.add(line);
      tcp |= line.startsWith("host");
      return this;
    }

    /// Listens on loopback, and nowhere else. Any user of this machine may come in then, so this is
    /// for tests only.
    public Builder tcp() {
      tcp = true;
      return this;
    }

    /// Gives the superuser a random password, without which nobody comes in: code inside the server
    /// can reach its socket.
    public Builder password() {
      password = true;
      return this;
    }

    /// How far the server is shut off from this machine. By default it is not.
    public Builder confinement(Confinement how) {
      confinement = requireNonNull(how, "how is null");
      return this;
    }

    /// The role that `initdb` makes, `postgres` by default. Another name leaves that one for a role
    /// that is not a superuser.
    public Builder superuser(String name) {
      if (!SUPERUSER.matcher(name).matches() || name.startsWith("pg_")) {
        throw new IllegalArgumentException("not a superuser's name: " + name);
      }
      superuser = name;
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

    /// Runs `initdb` with these options as well, `--wal-segsize=64` say.
    public Builder initdb(String... options) {
      initdb.addAll(List.of(options));
      return ownIdentity();
    }

    /// Runs `initdb` rather than copying its template, for a system identifier of its own.
    public Builder ownIdentity() {
      ownIdentity = true;
      return this;
    }

    /// Throws `isolation-missing` where a sandbox is required that this machine does not have.
    public TemporaryCluster start() {
      if (tcp && confinement != Confinement.NONE) {
        throw new IllegalStateException("a confined server has no network to listen on");
      }
      Account account = confinement == Confinement.NONE ? Account.CLUSTERS : Account.LAB;
      // What cannot be had is refused before anything is made.
      Sandbox.of(ServerUser.of(account), confinement);
      Optional<Password> secret =
          password ? Optional.of(new Password(RandomName.of(PASSWORD_BYTES))) : Optional.empty();
      TemporaryFolder folder = TemporaryFolder.create("cluster");
      try (Undo<RuntimeException> undo = Undo.unlessKept(folder::close)) {
        TemporaryCluster cluster = new TemporaryCluster(this, folder, account, secret);
        cluster.make();
        return undo.keep(cluster);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private List<ServerSetting> allSettings(Path hbaFile) {
      List<ServerSetting> all = new ArrayList<>();
      all.add(new ServerSetting("fsync", fsync ? "on" : "off"));
      all.add(new ServerSetting("synchronous_commit", "on"));
      all.add(new ServerSetting("max_connections", "60"));
      all.addAll(settings);
      all.add(new ServerSetting("hba_file", hbaFile.toString()));
      return all;
    }

    private List<String> hbaLines(String method) {
      List<String> lines = new ArrayList<>(hba);
      if (tcp) {
        lines.add("host all all 127.0.0.1/32 " + method);
        lines.add("host replication all 127.0.0.1/32 " + method);
      } else {
        lines.add("local all all " + method);
        lines.add("local replication all " + method);
      }
      return lines;
    }
  }

  private void make() throws IOException {
    ServerUser user = ServerUser.of(account);
    if (how.ownIdentity) {
      Initdb.fresh(
          how.installation, how.checksums, how.superuser, how.initdb, dataDirectory(), user);
    } else {
      Initdb.fromTemplate(how.installation, how.checksums, how.superuser, dataDirectory(), user);
    }
    for (Path own : List.of(scratch(), socketFolder())) {
      user.own(Files.createDirectory(own));
    }
    // Read by the server's user and changed by nobody, code inside the server included.
    Path conf = Files.createDirectory(hbaFile().getParent());
    Files.setPosixFilePermissions(conf, PosixFilePermissions.fromString("rwxr-xr-x"));
    writeHba("trust");
    start();
    if (password.isPresent()) {
      requirePassword(password.get());
    }
  }

  private void writeHba(String method) throws IOException {
    Files.write(hbaFile(), how.hbaLines(method));
    Files.setPosixFilePermissions(hbaFile(), PosixFilePermissions.fromString("rw-r--r--"));
  }

  /// Nothing but this has run in the server yet.
  private void requirePassword(Password secret) throws IOException {
    try (Session session =
        Session.open(reachedBy(Optional.empty()), SessionOptions.onOwnServer("ballast"))) {
      session.execute(
          "ALTER ROLE "
              + new Identifier(how.superuser)
              + " PASSWORD "
              + new Literal(ScramVerifier.ofRandom(secret)));
      writeHba("scram-sha-256");
      session.text("SELECT pg_catalog.pg_reload_conf()");
    }
  }

  /// Starts the cluster after a stop or a crash, at the same port.
  public void start() {
    if (server != null && server.isAlive()) {
      throw new IllegalStateException("the cluster is running");
    }
    ServerLaunch launch =
        new ServerLaunch(
                how.installation,
                dataDirectory(),
                log(),
                how.allSettings(hbaFile()),
                how.tcp ? Optional.empty() : Optional.of(socketFolder()),
                START_TIMEOUT)
            .confined(
                account,
                how.confinement,
                new ServerLaunch.Reach(List.of(hbaFile().getParent()), List.of(scratch())));
    server =
        port == 0
            ? PostgresServer.start(launch, how.clock)
            : PostgresServer.start(launch, port, how.clock);
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
    return reachedBy(password).withDatabase(database);
  }

  private ConnectionSettings reachedBy(Optional<Password> secret) {
    return new ConnectionSettings(
        how.tcp ? PostgresServer.HOST : socketFolder().toString(),
        port,
        "postgres",
        how.superuser,
        secret,
        Tls.DISABLED,
        ConnectionSettings.DEFAULT_CONNECT_TIMEOUT);
  }

  public Session session() {
    return session("postgres");
  }

  public Session session(String database) {
    return Session.open(settings(database), SessionOptions.onOwnServer("ballast"));
  }

  public Path dataDirectory() {
    return folder.path().resolve("data");
  }

  /// A folder the server may write to, for tablespaces.
  public Path scratch() {
    return folder.path().resolve("scratch");
  }

  private Path socketFolder() {
    return folder.path().resolve("s");
  }

  /// The `pg_hba.conf` that the server reads; no code inside it can change the file.
  public Path hbaFile() {
    return folder.path().resolve("conf").resolve("pg_hba.conf");
  }

  /// What keeps the code that runs in the server from the rest of the machine.
  public Isolation isolation() {
    return running().isolation();
  }

  public Path log() {
    return folder.path().resolve("server.log");
  }

  public Installation installation() {
    return how.installation;
  }

  public boolean isRunning() {
    return server != null && server.isAlive();
  }

  /// Gives a file or folder to the user the server runs as, where that is another one.
  public void own(Path path) {
    PostgresServer.own(path, account);
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
