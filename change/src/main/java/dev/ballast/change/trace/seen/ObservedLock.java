package dev.ballast.change.trace.seen;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.LockMode;
import java.util.Set;

/// One mode of one relation that a statement took.
///
/// @param ownNew the relation was made by this transaction or is temporary, so nobody else can
///     wait for it
public record ObservedLock(ObservedRelation relation, LockMode mode, boolean ownNew) {
  public ObservedLock {
    requireNonNull(relation, "relation is null");
    requireNonNull(mode, "mode is null");
  }

  /// What waits behind it as long as it is held, and, since locks queue, as long as it is waited
  /// for.
  public Set<Work> blocks() {
    return ownNew ? Set.of() : Work.behind(relation.kind(), mode);
  }
}
