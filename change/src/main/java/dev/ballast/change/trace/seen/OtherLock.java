package dev.ballast.change.trace.seen;

import static java.util.Objects.requireNonNull;

/// A lock on something that is no relation.
///
/// @param kind as `pg_locks.locktype` names it: `advisory`, `object`
/// @param what an advisory lock's key, or the object as PostgreSQL describes it
/// @param mode as `pg_locks.mode` names it
public record OtherLock(String kind, String what, String mode) {
  public OtherLock {
    requireNonNull(kind, "kind is null");
    requireNonNull(what, "what is null");
    requireNonNull(mode, "mode is null");
  }
}
