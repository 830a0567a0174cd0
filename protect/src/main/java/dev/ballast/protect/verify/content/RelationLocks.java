package dev.ballast.protect.verify.content;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.protect.verify.content.PresentRelations.Present;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Holds tables still, as far as a snapshot needs it, for as long as the session's transaction
/// lasts. A read takes ACCESS SHARE, which lets all writers pass and only keeps out what would
/// rewrite, truncate, drop or alter the table: an old snapshot finds nothing in a table that was
/// truncated after it, and COPY prints the columns that there are now.
public final class RelationLocks {
  private static final int BATCH = 100;

  /// What became of the relations.
  ///
  /// @param bytes sizes of those that are locked and are what the snapshot saw, by oid
  /// @param refused those that another session's lock kept from being locked in time
  /// @param changed those that were rewritten, truncated, dropped, renamed or altered since the
  ///     snapshot was taken
  public record Locked(Map<Long, Long> bytes, List<Relation> refused, List<Relation> changed) {
    public Locked {
      bytes = Map.copyOf(bytes);
      refused = List.copyOf(refused);
      changed = List.copyOf(changed);
    }
  }

  private enum Attempt {
    LOCKED,
    /// Another session's lock was in the way for too long.
    REFUSED,
    /// It was dropped or renamed since the snapshot was taken.
    GONE
  }

  private final Session session;
  private final PresentRelations now;

  /// @param session in a transaction that shares the snapshot
  public RelationLocks(Session session, PresentRelations now) {
    this.session = session;
    this.now = now;
  }

  /// Locks what can be locked in time. Throws the server's fault where it has no lock slot left.
  public Locked take(List<Relation> relations) {
    List<Relation> locked = new ArrayList<>();
    List<Relation> refused = new ArrayList<>();
    List<Relation> changed = new ArrayList<>();
    for (int at = 0; at < relations.size(); at += BATCH) {
      List<Relation> batch = relations.subList(at, Math.min(relations.size(), at + BATCH));
      if (lock(batch) == Attempt.LOCKED) {
        locked.addAll(batch);
        continue;
      }
      for (Relation relation : batch) {
        switch (lock(List.of(relation))) {
          case LOCKED -> locked.add(relation);
          case REFUSED -> refused.add(relation);
          case GONE -> changed.add(relation);
        }
      }
    }
    Map<Long, Present> present = now.of(locked);
    Map<Long, Long> bytes = new HashMap<>();
    for (Relation relation : locked) {
      Present found = present.get(relation.oid());
      if (found != null && found.shape() == relation.shape()) {
        bytes.put(relation.oid(), found.bytes());
      } else {
        changed.add(relation);
      }
    }
    return new Locked(bytes, refused, changed);
  }

  /// A statement that is prepared is analysed, which locks what it reads to the transaction's end,
  /// and not planned, which would run functions of index expressions. LOCK TABLE takes no
  /// materialised views.
  private Attempt lock(List<Relation> batch) {
    String reads =
        batch.stream()
            .map(relation -> "(SELECT 1 FROM ONLY %s LIMIT 0)".formatted(relation.name()))
            .collect(Collectors.joining(" UNION ALL ", "PREPARE ballast_lock AS ", ""));
    session.execute("SAVEPOINT locking");
    Attempt attempt = Attempt.LOCKED;
    try {
      session.execute(reads);
      session.execute("DEALLOCATE ballast_lock");
    } catch (Fault fault) {
      if (LockSlots.ranOut(fault)) {
        throw fault;
      }
      attempt =
          switch (fault.code()) {
            case PostgresError.LOCK_TIMEOUT -> Attempt.REFUSED;
            case PostgresError.SERVER_ERROR -> Attempt.GONE;
            default -> throw fault;
          };
      session.execute("ROLLBACK TO SAVEPOINT locking");
    }
    // No snapshot can be exported from within a subtransaction.
    session.execute("RELEASE SAVEPOINT locking");
    return attempt;
  }
}
