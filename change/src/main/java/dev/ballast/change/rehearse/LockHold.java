package dev.ballast.change.rehearse;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.LockMode;
import java.time.Duration;

/// A lock that a statement took on a relation that others can reach.
///
/// @param relation `orders`, or `billing.orders` outside of schema `public`
/// @param held until the end of its transaction; at most as long, where a lock is shorter than the
///     distance of two looks
public record LockHold(String relation, LockMode mode, Duration held) {
  public LockHold {
    requireNonNull(relation, "relation is null");
    requireNonNull(mode, "mode is null");
    requireNonNull(held, "held is null");
  }
}
