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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private record Database(String name, boolean template, boolean closed, boolean permitted) {}

  private final DigestSettings settings;
  private final SourceSessions sessions;
  private final List<NotCovered> notCovered = new ArrayList<>();
  private final List<DatabaseReading> readings = new ArrayList<>();
  private final Set<Anchor> unreadable = new HashSet<>();
  private boolean sharedIsRead;

  private SourceReader(ConnectionSettings source, DigestSettings settings, Clock clock) {
    this.settings = settings;
    SessionOptions options =
        SessionOptions.of("ballast digest")
            .withStatementTimeout(settings.statementTimeout())
            .withLockTimeout(settings.lockTimeout());
    this.sessions = new SourceSessions(source, options, clock);
  }

  /// Digests every database of the source that takes connections.
  ///
  /// @param log the commits of the source's log, captured since before this call
  public static SourceReading read(
      ConnectionSettings source, DigestSettings settings, CommitLog log, Clock clock) {
    Instant takenAt = clock.now();
    long started = clock.nanoTime();
    SourceReader reader = new SourceReader(source, settings, clock);
    reader.readAll(log);
    reader.readings.sort(Comparator.comparing(DatabaseReading::database));
    return new SourceReading(takenAt, clock.since(started), reader.readings, reader.notCovered);
  }

  private void readAll(CommitLog log) {
    List<Database> pending = databases();
    if (pending.isEmpty()) {
      return;
    }
    log.settle();
    while (!pending.isEmpty()) {
      pending = readTogether(pending, log);
    }
  }

  /// Those to be read.
  private List<Database> databases() {
    try (Session control = sessions.open()) {
      List<Database> databases =
          control.query(
              SqlResource.load(SourceReader.class, "databases", control.version()),
              row ->
                  new Database(
                      row.text("name"),
                      row.flag("template"),
                      row.flag("closed"),
                      row.flag("permitted")));
      return databases.stream().filter(this::isOpen).toList();
    }
  }

  private boolean isOpen(Database database) {
    if (database.closed()) {
      unread(database, "it admits no connections (ALLOW_CONNECTIONS false)");
    } else if (!database.permitted()) {
      unread(database, "the role may not connect to it");
    }
    return !database.closed() && database.permitted();
  }

  /// Reads as many databases as the source has sessions for at once, at one LSN if possible, and
  /// returns the others.
  private List<Database> readTogether(List<Database> databases, CommitLog log) {
    List<Anchor> anchors = new ArrayList<>();
    Map<Database, Fault> refused = new LinkedHashMap<>();
    try {
      List<State.Settled> settled;
      try (Session control = sessions.open()) {
        open(control, databases, anchors, refused);
        settled = settle(control, log, anchors);
      }
      if (anchors.isEmpty() && !refused.isEmpty()) {
        Database first = refused.keySet().iterator().next();
        refused.remove(first);
        settled = settleAlone(first, anchors, log);
      }
      if (refused.isEmpty()) {
        log.letGo();
      }
      List<Anchor> unsettled = new ArrayList<>(anchors);
      settled.forEach(one -> unsettled.remove(one.anchor()));
      unsettled.removeAll(unreadable);
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
    return List.copyOf(refused.keySet());
  }

  private void read(State.Settled one, Lsn target) {
    try {
      readings.add(new AnchoredReading(one, settings, sessions).at(target));
    } catch (Fault fault) {
      if (!isOfOneDatabase(fault)) {
        throw fault;
      }
      unread(one.anchor(), fault.getMessage());
    }
  }

  /// What cannot be read after all is among the readings afterwards, with the reason.
  private List<State.Settled> settle(Session control, CommitLog log, List<Anchor> anchors) {
    AnchorSearch search = new AnchorSearch(control, log, settings.attempts());
    List<State.Settled> settled = search.settle(anchors);
    search.refused().forEach(this::unread);
    return settled;
  }

  /// With two sessions: the one that moves the log on also looks at the tables.
  private List<State.Settled> settleAlone(Database database, List<Anchor> anchors, CommitLog log) {
    try (Session control = sessions.open(database.name())) {
      anchors.add(Anchor.open(sessions, database.name(), Optional.of(control), !sharedIsRead));
      sharedIsRead = true;
      return settle(control, log, anchors);
    } catch (Fault fault) {
      if (!isOfOneDatabase(fault)) {
        throw fault;
      }
      unread(database, fault.getMessage());
      return List.of();
    }
  }

  /// Opens what the source has room for, less the one session that looks at the tables beside an
  /// anchor.
  private void open(
      Session control,
      List<Database> databases,
      List<Anchor> anchors,
      Map<Database, Fault> refused) {
    try (Session _ = sessions.open()) {
      for (Database database : databases) {
        if (!refused.isEmpty()) {
          refused.put(database, refused.values().iterator().next());
          continue;
        }
        try {
          anchors.add(Anchor.open(sessions, database.name(), !sharedIsRead));
          sharedIsRead = true;
        } catch (Fault fault) {
          if (fault.code() == PostgresError.SERVER_BUSY) {
            refused.put(database, fault);
          } else if (isOfOneDatabase(fault, control)) {
            unread(database, fault.getMessage());
          } else {
            throw fault;
          }
        }
      }
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
    unreadable.add(anchor);
    readings.add(DatabaseReading.unread(anchor.settings().database(), anchor.attempts(), reason));
  }

  private void unsettled(Anchor anchor) {
    unread(
        anchor,
        "none of %d snapshots corresponds to an LSN: commits became visible in another order than the log's, or tables were rewritten"
            .formatted(anchor.attempts()));
  }
}
