package dev.ballast.change.trace.scratch;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.StartupSetting;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.postgres.server.Installations;
import dev.ballast.postgres.server.Isolation;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.sql.Identifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A server for the code of others. For one thread at a time.
///
/// That code runs in sessions which logged in as roles that are no superusers. The one superuser
/// session works in a database that no migration reaches, on what all databases share. It can lend
/// its power to the owner of the scratch databases for a single statement.
public final class ScratchServer implements AutoCloseable {
  /// Before, `public` belongs to the superuser.
  private static final int PUBLIC_BELONGS_TO_DATABASE_OWNER = 15;

  private static final int ARCHIVE_LIBRARIES = 15;

  /// From then on a new database goes through the WAL, page by page, unless a copy of files is
  /// requested.
  private static final int CREATION_IS_LOGGED = 15;

  private static final Duration POLL = Duration.ofMillis(1);
  private static final Duration DISCONNECT_LIMIT = Duration.ofSeconds(30);
  private static final Duration LENDING_LOCK_TIMEOUT = Duration.ofSeconds(1);

  /// Nobody may see the superuser's last statement: it may hold a password.
  private static final List<StartupSetting> ROOT_SETTINGS =
      List.of(
          new StartupSetting("search_path", "pg_catalog, pg_temp"),
          new StartupSetting("track_activities", "off"));

  private static final List<StartupSetting> OBSERVER_SETTINGS =
      List.of(new StartupSetting("search_path", "pg_catalog, pg_temp"));

  private final TemporaryCluster cluster;
  private final Clock clock;
  private final Session root;
  private final ScratchRoles roles;

  private ScratchServer(TemporaryCluster cluster, Clock clock) {
    this.cluster = cluster;
    this.clock = clock;
    this.root =
        Session.open(
            cluster.settings(),
            SessionOptions.onOwnServer("ballast")
                .withLockTimeout(LENDING_LOCK_TIMEOUT)
                .withSettings(ROOT_SETTINGS));
    this.roles = ScratchRoles.create(root);
    prepareTemplate();
    String owner = ScratchLogin.OWNER.role();
    root.execute("ALTER DATABASE postgres OWNER TO " + owner);
  }

  /// A server of this major: the machine's own where there is one, since it has the extensions that
  /// were installed for it.
  public static ScratchServer start(int major, Confinement confinement, Clock clock) {
    TemporaryCluster.Builder builder =
        TemporaryCluster.of(Installations.ofThisMachine().require(major), clock)
            .superuser(ScratchLogin.ROOT)
            .password()
            .confinement(confinement)
            .hba("local postgres,template1 " + logins() + " reject")
            .checksums(false)
            // Nothing else may read, write or lock while a statement is looked at.
            .setting("autovacuum", "off")
            .setting("checkpoint_timeout", "1d")
            .setting("max_wal_size", "16GB")
            .setting("full_page_writes", "off")
            .setting("synchronous_commit", "off")
            // A worker's reads and locks are not those of the session that is looked at.
            .setting("max_parallel_workers_per_gather", "0")
            .setting("max_parallel_maintenance_workers", "0")
            .setting("max_locks_per_transaction", "1024")
            .setting("wal_level", "logical")
            .setting("jit", "off");
    withoutCommands(builder, major);
    TemporaryCluster cluster = builder.start();
    boolean opened = false;
    try {
      ScratchServer server = new ScratchServer(cluster, clock);
      opened = true;
      return server;
    } finally {
      if (!opened) {
        cluster.close();
      }
    }
  }

  private static String logins() {
    return Arrays.stream(ScratchLogin.values())
        .map(ScratchLogin::role)
        .collect(Collectors.joining(","));
  }

  /// Every parameter that names a program or a library, and what starts processes that connect: on
  /// the command line, which outranks ALTER SYSTEM.
  private static void withoutCommands(TemporaryCluster.Builder builder, int major) {
    for (String name :
        List.of(
            "archive_command",
            "restore_command",
            "archive_cleanup_command",
            "recovery_end_command",
            "primary_conninfo",
            "ssl_passphrase_command",
            "shared_preload_libraries",
            "session_preload_libraries",
            "local_preload_libraries")) {
      builder.setting(name, "");
    }
    if (major >= ARCHIVE_LIBRARIES) {
      builder.setting("archive_library", "");
    }
    builder
        .setting("archive_mode", "off")
        .setting("ssl", "off")
        .setting("dynamic_library_path", "$libdir")
        .setting("allow_system_table_mods", "off")
        .setting("max_logical_replication_workers", "0")
        .setting("max_worker_processes", "0");
  }

  /// What new databases begin with. Nothing but this runs in the template.
  private void prepareTemplate() {
    String template = "template1";
    try (Session session =
        Session.open(
            cluster.settings(template),
            SessionOptions.onOwnServer("ballast").withSettings(ROOT_SETTINGS))) {
      if (version().major() < PUBLIC_BELONGS_TO_DATABASE_OWNER) {
        session.execute("ALTER SCHEMA public OWNER TO " + ScratchLogin.OWNER.role());
      }
      session.execute("GRANT USAGE, CREATE ON SCHEMA public TO " + ScratchLogin.CREATORS);
      session.execute(
          "ALTER DEFAULT PRIVILEGES FOR ROLE "
              + ScratchLogin.OWNER.role()
              + " GRANT USAGE, CREATE ON SCHEMAS TO "
              + ScratchLogin.CREATORS);
    }
    awaitNobodyIn(template);
  }

  public ServerVersion version() {
    return root.version();
  }

  public Isolation isolation() {
    return cluster.isolation();
  }

  /// Whether nothing outside of it is in reach of what runs in it.
  public boolean isShutOff() {
    return isolation().isComplete();
  }

  /// Whether the server counts what is read. Before 15 it sends its counts to itself over loopback,
  /// and does without where there is none (`pgstat_init` in `pgstat.c`).
  public boolean countsReads() {
    return root.text("SELECT pg_catalog.current_setting('track_counts')").equals("on");
  }

  /// The superuser's session, for what all databases share. Nothing of a migration is evaluated in
  /// it.
  public Session root() {
    return root;
  }

  public ScratchRoles roles() {
    return roles;
  }

  /// Makes a scratch database.
  ///
  /// @param template empty for a new one
  public void createDatabase(String name, Optional<String> template) {
    root.execute(
        "CREATE DATABASE "
            + new Identifier(name)
            + " OWNER "
            + ScratchLogin.OWNER.role()
            + " TEMPLATE "
            + new Identifier(template.orElse("template1"))
            + (version().major() >= CREATION_IS_LOGGED ? " STRATEGY file_copy" : ""));
  }

  public void dropDatabase(String name) {
    root.execute("DROP DATABASE IF EXISTS " + new Identifier(name));
  }

  public Session open(ScratchLogin login, String database, SessionOptions options) {
    return Session.open(
        cluster.settings(database).withUser(login.role(), Optional.of(roles.password(login))),
        login == ScratchLogin.OBSERVER ? options.withSettings(OBSERVER_SETTINGS) : options);
  }

  /// Waits until the server has noticed that sessions were closed: a database that somebody is
  /// connected to is looked at again only after 100 ms (`CountOtherDBBackends` in `procarray.c`).
  public void awaitNobodyIn(String database) {
    long start = clock.nanoTime();
    while (root.number(
                "SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE datname = ?", database)
            > 0
        && clock.since(start).compareTo(DISCONNECT_LIMIT) < 0) {
      clock.pause(POLL);
    }
  }

  /// Whether anybody but these backends, and the superuser's own, is connected.
  boolean hasOthersThan(Collection<Long> pids) {
    return root.number(
            "SELECT count(*) FROM pg_catalog.pg_stat_activity"
                + " WHERE usesysid IS NOT NULL AND pid <> pg_catalog.pg_backend_pid()"
                + " AND pid <> ALL (?::int[])",
            pids.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}")))
        > 0;
  }

  public void terminate(long pid) {
    root.execute("SELECT pg_catalog.pg_terminate_backend(?::int)", pid);
  }

  /// Makes the owner a superuser until [#takeBack]; false where a transaction that is open has
  /// changed that role, so that it cannot be changed now.
  boolean lend() {
    try {
      root.execute("ALTER ROLE " + ScratchLogin.OWNER.role() + " SUPERUSER");
      return true;
    } catch (Fault e) {
      if (e.code() == PostgresError.LOCK_TIMEOUT) {
        return false;
      }
      throw e;
    }
  }

  /// Ends what [#lend] began. Where that fails the server ends, and with it all that runs there.
  void takeBack() {
    boolean taken = false;
    try {
      root.execute("ALTER ROLE " + ScratchLogin.OWNER.role() + " NOSUPERUSER");
      taken = true;
    } finally {
      if (!taken) {
        crash();
      }
    }
  }

  /// Sessions of a server that has ended have ended with it.
  public boolean isRunning() {
    return cluster.isRunning();
  }

  /// Ends the server at once.
  public void crash() {
    cluster.crash();
  }

  @Override
  public void close() {
    if (isRunning()) {
      root.close();
    }
    cluster.close();
  }
}
