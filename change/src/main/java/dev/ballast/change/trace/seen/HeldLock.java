package dev.ballast.change.trace.seen;

import static java.util.Objects.requireNonNull;

/// A lock that outlived its statement, because the transaction continued.
///
/// @param since number of the statement that took it
/// @param statements how many statements ran after it while it was held
public record HeldLock(ObservedLock lock, int since, int statements) {
  public HeldLock {
    requireNonNull(lock, "lock is null");
  }
}
