package dev.ballast.protect.verify.snapshot;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Undo;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.wal.CommitRecord;
import dev.ballast.protect.verify.content.LockSlots;
import dev.ballast.protect.verify.content.PresentRelations;
import dev.ballast.protect.verify.content.Relation;
import dev.ballast.protect.verify.content.RelationLocks;
import dev.ballast.protect.verify.content.SequencePosition;
import dev.ballast.protect.verify.content.Sequences;
import dev.ballast.protect.verify.content.SharedSession;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One database's session whose snapshot is to be tied to an LSN (decision 0004). For one thread at
/// a time; the snapshot lives as long as this is open and no other is taken.
final class Anchor implements AutoCloseable {
  private static final String SNAPSHOT =
      "SELECT pg_catalog.pg_current_snapshot() AS snapshot,"
          + " pg_catalog.pg_current_wal_insert_lsn() AS noted";

  /// What is received and not replayed yet may be a record that is being replayed.
  private static final String STANDBY_SNAPSHOT =
      "SELECT pg_catalog.pg_current_snapshot() AS snapshot,"
          + " pg_catalog.pg_last_wal_replay_lsn() AS noted,"
          + " coalesce(pg_catalog.pg_last_wal_receive_lsn() > pg_catalog.pg_last_wal_replay_lsn(),"
          + " false) AS behind";

  private static final String REPLAYED = "SELECT pg_catalog.pg_last_wal_replay_lsn() AS lsn";

  private final Session session;
  private final SourceSessions sessions;
  private final Optional<Session> lent;
  private final boolean shared;
  private final boolean standby;
  private final List<SequencePosition> before;
  private final Lsn floor;
  private int attempts;

  /// How near a snapshot is to being read at an LSN. Each state is made from the one before it, and
  /// only the last one can be read.
  sealed interface State {
    /// Whose session holds the snapshot.
    Anchor anchor();

    /// A snapshot.
    ///
    /// @param text as the server prints it
    /// @param noted the insert position, read after the snapshot was taken
    /// @param replayed what a standby had replayed before; empty on a primary
    record Taken(Anchor anchor, String text, Lsn noted, Optional<Replayed> replayed)
        implements State {
      /// How far the log must be decoded for the snapshot to be judged.
      Lsn needed() {
        return replayed.filter(Replayed::behind).map(_ -> noted.plus(1)).orElse(noted);
      }

      /// The snapshot with the LSNs it corresponds to, if there are any.
      ///
      /// @param commits all that could matter, at least through `noted`
      Optional<Fitting> fitting(List<CommitRecord> commits) {
        return replayed
            .map(r -> AnchorInterval.ofReplay(anchor.floor, r.before(), noted, commits))
            .orElseGet(
                () -> AnchorInterval.of(VisibleSnapshot.parse(text), anchor.floor, noted, commits))
            .map(interval -> new Fitting(this, interval));
      }
    }

    /// Where a standby was when a snapshot was taken.
    ///
    /// @param behind whether there was more to replay
    record Replayed(Lsn before, boolean behind) {}

    /// A snapshot that corresponds to an LSN.
    record Fitting(Taken taken, AnchorInterval interval) implements State {
      @Override
      public Anchor anchor() {
        return taken.anchor();
      }

      /// Locks what is to be read, if it is not too much to be held; empty where a table that is
      /// held changed since the snapshot was taken.
      ///
      /// @param most how many relations are held at most
      Optional<Settled> settled(long most) {
        Session session = anchor().session;
        List<Relation> relations = Relation.all(session, anchor().shared);
        List<Relation> readable = relations.stream().filter(r -> r.obstacle().isEmpty()).toList();
        if (readable.size() > most) {
          return Optional.of(new Settled(this, relations, Set.of()));
        }
        session.execute("SAVEPOINT holding");
        try (SharedSession now = anchor().beside()) {
          RelationLocks.Locked locked =
              new RelationLocks(session, new PresentRelations(now)).take(readable);
          session.execute("RELEASE SAVEPOINT holding");
          return locked.changed().isEmpty()
              ? Optional.of(new Settled(this, relations, Set.copyOf(locked.refused())))
              : Optional.empty();
        } catch (Fault fault) {
          if (!LockSlots.ranOut(fault)) {
            throw fault;
          }
          // Others have taken what should be there; nothing is held then.
          session.execute("ROLLBACK TO SAVEPOINT holding; RELEASE SAVEPOINT holding");
          return Optional.of(new Settled(this, relations, Set.of()));
        }
      }
    }

    /// A snapshot that corresponds to an LSN, and is read.
    ///
    /// @param refused the relations that another session's lock kept from being held
    record Settled(Fitting fitting, List<Relation> relations, Set<Relation> refused)
        implements State {
      @Override
      public Anchor anchor() {
        return fitting.anchor();
      }

      AnchorInterval interval() {
        return fitting.interval();
      }

      String snapshot() {
        return fitting.taken().text();
      }

      /// The name by which other sessions share the snapshot.
      String exported() {
        return anchor().session.text("SELECT pg_catalog.pg_export_snapshot()");
      }

      /// @param session in no transaction
      List<SequencePosition> sequences(Session session) {
        return Sequences.joined(anchor().before, Sequences.read(session));
      }
    }
  }

  private Anchor(Session session, SourceSessions sessions, Optional<Session> lent, boolean shared) {
    this.session = session;
    this.sessions = sessions;
    this.lent = lent;
    this.shared = shared;
    this.standby = isStandby(session);
    this.before = Sequences.read(session);
    this.floor =
        session.one(
            standby ? REPLAYED : "SELECT pg_catalog.pg_current_wal_insert_lsn() AS lsn",
            row -> row.lsn("lsn"));
  }

  /// Whether the server behind a session replays another one's log.
  static boolean isStandby(Session session) {
    return session.one("SELECT pg_catalog.pg_is_in_recovery() AS standby", r -> r.flag("standby"));
  }

  /// @param shared whether this database's reading also covers the catalogues all databases share
  static Anchor open(SourceSessions sessions, String database, boolean shared) {
    return open(sessions, database, Optional.empty(), shared);
  }

  /// @param lent a session to the same database that it may ask, where there may be no other
  static Anchor open(
      SourceSessions sessions, String database, Optional<Session> lent, boolean shared) {
    Session session = sessions.open(database);
    try (Undo<RuntimeException> undo = Undo.unlessKept(session::close)) {
      return undo.keep(new Anchor(session, sessions, lent, shared));
    }
  }

  /// Takes a new snapshot in place of the former one.
  State.Taken takeSnapshot() {
    session.endReading();
    Optional<Lsn> replayed =
        standby ? Optional.of(session.one(REPLAYED, row -> row.lsn("lsn"))) : Optional.empty();
    session.begin(IsolationLevel.REPEATABLE_READ, Access.READ_ONLY);
    attempts++;
    return session.one(
        standby ? STANDBY_SNAPSHOT : SNAPSHOT,
        row ->
            new State.Taken(
                this,
                row.text("snapshot"),
                row.lsn("noted"),
                replayed.map(lsn -> new State.Replayed(lsn, row.flag("behind")))));
  }

  /// A session to the same database, in no transaction.
  private SharedSession beside() {
    return lent.map(SharedSession::lent)
        .orElseGet(() -> new SharedSession(sessions.open(settings().database())));
  }

  /// The session that holds the snapshot, in its transaction.
  Session session() {
    return session;
  }

  int attempts() {
    return attempts;
  }

  ConnectionSettings settings() {
    return session.settings();
  }

  @Override
  public void close() {
    try {
      session.endReading();
    } catch (Fault alreadyGone) {
      // The transaction ended with its connection.
      CommonError.keepInterrupt(alreadyGone);
      return;
    } finally {
      session.close();
    }
  }
}
