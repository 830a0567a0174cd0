package dev.ballast.protect.verify.snapshot;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.protect.verify.content.DatabaseReading;
import dev.ballast.protect.verify.content.DigestSettings;
import dev.ballast.protect.verify.content.NotCovered;
import dev.ballast.protect.verify.content.SourceReading;
import dev.ballast.protect.verify.snapshot.Anchor.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Reads the content of a running source at an exact LSN. It blocks no writer: it holds snapshots
/// and ACCESS SHARE locks, and so keeps VACUUM from removing what it still reads and schema changes
/// from rewriting a table until it is done.
public final class SourceReader {
  /// What may keep us out of one database while the server and its others are well.
  private static final Set<PostgresError> OF_ONE_DATABASE =
      Set.of(
          PostgresError.AUTHENTICATION_FAILED,
          PostgresError.NO_HBA_ENTRY,
          PostgresError.DATABASE_MISSING,
          PostgresError.PRIVILEGE_MISSING,
          PostgresError.SERVER_BUSY,
          PostgresError.SERVER_ERROR);

  private static final String STANDBY = "SELECT pg_catalog.pg_is_in_recovery() AS standby";

  private record Database(String name, boolean template, boolean closed, boolean permitted) {}

  private final ConnectionSettings source;
  private final DigestSettings settings;
  private final SessionOptions options;
  private final List<NotCovered> notCovered = new ArrayList<>();
  private final List<DatabaseReading> readings = new ArrayList<>();

  private SourceReader(ConnectionSettings source, DigestSettings settings) {
    this.source = source;
    this.settings = settings;
    this.options =
        SessionOptions.of("ballast digest")
            .withStatementTimeout(settings.statementTimeout())
            .withLockTimeout(settings.lockTimeout());
  }

  /// Digests every database of the source that takes connections.
  ///
  /// @param log the commits of the source's log, captured since before this call
  public static SourceReading read(
      ConnectionSettings source, DigestSettings settings, CommitLog log, Clock clock) {
    Instant takenAt = clock.now();
    long started = clock.nanoTime();
    SourceReader reader = new SourceReader(source, settings);
    reader.readAll(log);
    reader.readings.sort(Comparator.comparing(DatabaseReading::database));
    return new SourceReading(takenAt, clock.since(started), reader.readings, reader.notCovered);
  }

  private void readAll(CommitLog log) {
    List<Anchor> anchors = new ArrayList<>();
    try (Session control = Session.open(source, options)) {
      List<Database> databases =
          control.query(
              SqlResource.load(SourceReader.class, "databases", control.version()),
              row ->
                  new Database(
                      row.text("name"),
                      row.flag("template"),
                      row.flag("closed"),
                      row.flag("permitted")));
      if (control.one(STANDBY, row -> row.flag("standby"))) {
        databases.forEach(
            d -> unread(d, "the source is a standby; digests are taken on a primary"));
        return;
      }
      log.settle();
      for (Database database : databases) {
        open(control, database, anchors);
      }
      AnchorSearch search = new AnchorSearch(control, log, settings.attempts());
      List<State.Settled> settled = search.settle(anchors);
      log.letGo();
      List<Anchor> unsettled = new ArrayList<>(anchors);
      settled.forEach(one -> unsettled.remove(one.anchor()));
      unsettled.removeAll(search.refused().keySet());
      search.refused().forEach(this::unread);
      unsettled.forEach(this::unsettled);
      List<Lsn> targets =
          AnchorInterval.targets(settled.stream().map(State.Settled::interval).toList());
      for (State.Settled one : settled) {
        Lsn target = one.interval().firstIn(targets);
        read(one, target);
        one.anchor().close();
      }
    } finally {
      anchors.forEach(Anchor::close);
    }
  }

  private void read(State.Settled one, Lsn target) {
    try {
      readings.add(new AnchoredReading(one, settings, options).at(target));
    } catch (Fault fault) {
      if (!isOfOneDatabase(fault)) {
        throw fault;
      }
      unread(one.anchor(), fault.getMessage());
    }
  }

  private void open(Session control, Database database, List<Anchor> anchors) {
    if (database.closed()) {
      unread(database, "it admits no connections (ALLOW_CONNECTIONS false)");
      return;
    }
    if (!database.permitted()) {
      unread(database, "the role may not connect to it");
      return;
    }
    try {
      anchors.add(Anchor.open(source.withDatabase(database.name()), options, anchors.isEmpty()));
    } catch (Fault fault) {
      if (!isOfOneDatabase(fault, control)) {
        throw fault;
      }
      unread(database, fault.getMessage());
    }
  }

  /// Whether a fault kept a session out of one database, or from one question in it, while the
  /// server and its other databases are well.
  public static boolean isOfOneDatabase(Fault fault) {
    return fault.code() instanceof PostgresError code && OF_ONE_DATABASE.contains(code);
  }

  /// The same of opening a session and asking its first questions. One of them may run into its
  /// time limit; and a login trigger may end the connection, or set what the driver refuses, while
  /// the server still answers.
  ///
  /// @param other a session to another database of the server; throws what ended it, if it did
  public static boolean isOfOneDatabase(Fault fault, Session other) {
    return isOfOneDatabase(fault)
        || fault.code() == PostgresError.STATEMENT_TIMEOUT
        || (fault.code() == PostgresError.CONNECTION_LOST
            && !other.text("SHOW server_version").isEmpty());
  }

  private void unread(Database database, String reason) {
    if (database.template()) {
      notCovered.add(new NotCovered("template database " + database.name(), reason));
    } else {
      readings.add(DatabaseReading.unread(database.name(), 0, reason));
    }
  }

  private void unread(Anchor anchor, String reason) {
    readings.add(DatabaseReading.unread(anchor.settings().database(), anchor.attempts(), reason));
  }

  private void unsettled(Anchor anchor) {
    unread(
        anchor,
        "none of %d snapshots corresponds to an LSN: commits became visible in another order than the log's, or tables were rewritten"
            .formatted(anchor.attempts()));
  }
}
