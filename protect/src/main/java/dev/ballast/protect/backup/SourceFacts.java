package dev.ballast.protect.backup;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.protect.surroundings.SurroundingsReading;
import dev.ballast.protect.verify.snapshot.SourceReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What a restore must know about the source beside its files: the settings recovery insists on,
/// and the libraries its databases load.
///
/// @param systemIdentifier unsigned, made by `initdb`, the same on every copy
/// @param walSegmentSize bytes
/// @param inRecovery whether the source is a standby
/// @param superuser the role that `initdb` made (oid 10), the one that is sure to exist in a copy
/// @param databases those that can be connected to
/// @param recoverySettings the parameters that a standby must not set lower than its primary, and
///     recovery therefore checks, see "Hot Standby" in the manual; and those that bound how many
///     origins of replication a server takes along when it starts
/// @param libraries modules that functions load, as `name` in `$libdir/name`; of the databases that
///     the role may connect to
/// @param preloadLibraries `shared_preload_libraries`
public record SourceFacts(
    long systemIdentifier,
    ServerVersion version,
    int walSegmentSize,
    boolean dataChecksums,
    boolean inRecovery,
    String superuser,
    List<String> databases,
    List<Parameter> recoverySettings,
    List<String> libraries,
    List<String> preloadLibraries) {
  private static final List<String> RECOVERY_SETTINGS =
      List.of(
          "max_connections",
          "max_worker_processes",
          "max_wal_senders",
          "max_prepared_transactions",
          "max_locks_per_transaction",
          "max_replication_slots");

  private static final int HAS_LIMIT_OF_ORIGINS = 18;

  /// Before 18 it is `max_replication_slots`.
  private static final String ORIGINS = "max_active_replication_origins";

  /// Where the role may not connect, the content stays unread as well, and level L6 says so.
  private record Database(String name, boolean permitted) {}

  public SourceFacts {
    requireNonNull(version, "version is null");
    databases = List.copyOf(databases);
    recoverySettings = List.copyOf(recoverySettings);
    libraries = List.copyOf(libraries);
    preloadLibraries = List.copyOf(preloadLibraries);
  }

  public record Parameter(String name, String value) {}

  /// Reads them, and what is beside the data directory on the way, in the same sessions.
  static SourceFacts read(
      ConnectionSettings settings,
      long systemIdentifier,
      int walSegmentSize,
      SurroundingsReading surroundings) {
    SessionOptions options = SessionOptions.of("ballast backup");
    try (Session session = Session.open(settings, options)) {
      List<Database> databases =
          session.query(
              SqlResource.load(SourceFacts.class, "databases", session.version()),
              row -> new Database(row.text("name"), row.flag("permitted")));
      List<Parameter> parameters = new ArrayList<>();
      for (String name : RECOVERY_SETTINGS) {
        parameters.add(
            new Parameter(name, session.text("SELECT pg_catalog.current_setting(?)", name)));
      }
      if (session.version().major() >= HAS_LIMIT_OF_ORIGINS) {
        parameters.add(new Parameter(ORIGINS, session.text("SHOW " + ORIGINS)));
      }
      TreeSet<String> libraries = new TreeSet<>();
      surroundings.cluster(session);
      for (Database database : databases) {
        if (database.permitted()) {
          readDatabase(
              session, settings.withDatabase(database.name()), options, libraries, surroundings);
        } else {
          surroundings.refused(database.name(), "the role may not connect to it");
        }
      }
      return new SourceFacts(
          systemIdentifier,
          session.version(),
          walSegmentSize,
          session.text("SHOW data_checksums").equals("on"),
          session.text("SELECT pg_catalog.pg_is_in_recovery()").equals("t"),
          session.text("SELECT rolname FROM pg_catalog.pg_roles WHERE oid = 10"),
          databases.stream().map(Database::name).toList(),
          parameters,
          List.copyOf(libraries),
          words(preloaded(session)));
    }
  }

  /// Empty where the role may not see it, which pg_monitor would let it: a copy then preloads
  /// nothing, and a library that is needed anyway is reported when its functions are called.
  private static String preloaded(Session session) {
    return session
        .first(
            "SELECT setting FROM pg_catalog.pg_settings WHERE name = 'shared_preload_libraries'",
            row -> row.text("setting"))
        .orElse("");
  }

  /// A database that admits no session is named and ends nothing: level L6 leaves it undecided.
  private static void readDatabase(
      Session cluster,
      ConnectionSettings settings,
      SessionOptions options,
      Set<String> libraries,
      SurroundingsReading surroundings) {
    try (Session session = Session.open(settings, options)) {
      libraries.addAll(
          session.query(
              SqlResource.load(SourceFacts.class, "libraries", session.version()),
              row -> row.text("library")));
      surroundings.database(session);
    } catch (Fault fault) {
      if (!SourceReader.isOfOneDatabase(fault, cluster)) {
        throw fault;
      }
      surroundings.refused(settings.database(), fault.getMessage());
    }
  }

  private static List<String> words(String list) {
    return list.isBlank()
        ? List.of()
        : List.of(list.split(",", -1)).stream()
            .map(w -> w.strip().replaceAll("^\"|\"$", "").replaceFirst("^\\$libdir/", ""))
            .toList();
  }
}
