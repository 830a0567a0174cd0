package dev.ballast.protect.verify.snapshot;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Undo;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.wal.CommitRecord;
import dev.ballast.protect.verify.content.Relation;
import dev.ballast.protect.verify.content.RelationLocks;
import dev.ballast.protect.verify.content.SequencePosition;
import dev.ballast.protect.verify.content.Sequences;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One database's session whose snapshot is to be tied to an LSN (decision 0004). For one thread at
/// a time; the snapshot lives as long as this is open.
final class Anchor implements AutoCloseable {
  private static final String SNAPSHOT =
      "SELECT pg_catalog.pg_current_snapshot() AS snapshot,"
          + " pg_catalog.pg_current_wal_insert_lsn() AS noted";

  private final Session session;
  private final boolean shared;
  private final List<SequencePosition> before;
  private final Lsn floor;

  private int attempts;
  private boolean open;
  private String snapshot = "";
  private Lsn noted = new Lsn(0);
  private @Nullable AnchorInterval interval;
  private List<Relation> relations = List.of();
  private RelationLocks.@Nullable Locked locked;

  private Anchor(Session session, boolean shared) {
    this.session = session;
    this.shared = shared;
    this.before = Sequences.read(session);
    this.floor =
        session.one("SELECT pg_catalog.pg_current_wal_insert_lsn() AS lsn", row -> row.lsn("lsn"));
  }

  /// @param shared whether this database's reading also covers the catalogues all databases share
  static Anchor open(ConnectionSettings settings, SessionOptions options, boolean shared) {
    Session session = Session.open(settings, options);
    try (Undo<RuntimeException> undo = Undo.unlessKept(session::close)) {
      return undo.keep(new Anchor(session, shared));
    }
  }

  /// Takes a new snapshot in place of the former one.
  void takeSnapshot() {
    release();
    session.begin(IsolationLevel.REPEATABLE_READ, Access.READ_ONLY);
    open = true;
    attempts++;
    noted =
        session.one(
            SNAPSHOT,
            row -> {
              snapshot = row.text("snapshot");
              return row.lsn("noted");
            });
  }

  /// Whether the snapshot corresponds to an LSN.
  boolean settle(List<CommitRecord> commits) {
    interval =
        AnchorInterval.of(VisibleSnapshot.parse(snapshot), floor, noted, commits).orElse(null);
    return interval != null;
  }

  /// Locks what is to be read; false where a table changed since the snapshot was taken.
  boolean lock() {
    relations = Relation.all(session, shared);
    List<Relation> readable = relations.stream().filter(r -> r.obstacle().isEmpty()).toList();
    Optional<RelationLocks.Locked> taken = new RelationLocks(session).take(readable);
    locked = taken.orElse(null);
    return locked != null;
  }

  String exportSnapshot() {
    return session.text("SELECT pg_catalog.pg_export_snapshot()");
  }

  List<SequencePosition> sequences() {
    return Sequences.joined(before, Sequences.read(session));
  }

  AnchorInterval interval() {
    return present(interval);
  }

  RelationLocks.Locked locked() {
    return present(locked);
  }

  List<Relation> relations() {
    return relations;
  }

  int attempts() {
    return attempts;
  }

  String snapshot() {
    return snapshot;
  }

  Lsn noted() {
    return noted;
  }

  ConnectionSettings settings() {
    return session.settings();
  }

  private void release() {
    if (open) {
      open = false;
      session.rollback();
    }
  }

  @Override
  public void close() {
    try {
      release();
    } catch (Fault alreadyGone) {
      // The transaction ended with its connection.
      return;
    } finally {
      session.close();
    }
  }

  private static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("the anchor was not settled");
    }
    return value;
  }
}
