package dev.ballast.protect.verify.content;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Holds tables still, as far as a snapshot needs it, for as long as the session's transaction
/// lasts. A read takes ACCESS SHARE, which lets all writers pass and only keeps out what would
/// rewrite, truncate or drop the table: an old snapshot finds nothing in a table that was truncated
/// after it.
public final class RelationLocks {
  private static final int BATCH = 100;

  /// What is locked, with its size in bytes, and what another session's lock kept out.
  public record Locked(Map<Long, Long> bytes, List<Relation> refused) {
    public Locked {
      bytes = Map.copyOf(bytes);
      refused = List.copyOf(refused);
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

  public RelationLocks(Session session) {
    this.session = session;
  }

  /// Locks what can be locked in time; empty where a table is no longer what the snapshot saw.
  public Optional<Locked> take(List<Relation> relations) {
    List<Relation> refused = new ArrayList<>();
    for (int at = 0; at < relations.size(); at += BATCH) {
      List<Relation> batch = relations.subList(at, Math.min(relations.size(), at + BATCH));
      if (lock(batch) == Attempt.LOCKED) {
        continue;
      }
      for (Relation relation : batch) {
        switch (lock(List.of(relation))) {
          case LOCKED -> {}
          case REFUSED -> refused.add(relation);
          case GONE -> {
            return Optional.empty();
          }
        }
      }
    }
    Map<Long, Long> bytes = new HashMap<>();
    List<String> locked =
        relations.stream()
            .filter(r -> !refused.contains(r))
            .map(r -> Long.toString(r.oid()))
            .toList();
    List<Boolean> unchanged =
        session.query(
            SqlResource.load(RelationLocks.class, "state", session.version()),
            row -> {
              bytes.put(row.number("oid"), row.number("bytes"));
              return row.flag("unchanged");
            },
            locked);
    return unchanged.contains(false) ? Optional.empty() : Optional.of(new Locked(bytes, refused));
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
