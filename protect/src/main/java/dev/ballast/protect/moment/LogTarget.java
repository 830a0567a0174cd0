package dev.ballast.protect.moment;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.Lsn;
import java.time.Instant;

/// A recovery target as it is requested. What each means is what PostgreSQL's own recovery settings
/// mean, see "Recovery Target" in its manual.
public sealed interface LogTarget {
  /// The end of the log.
  record Latest() implements LogTarget {}

  /// As soon as the copy is consistent.
  record Immediate() implements LogTarget {}

  /// Before the first transaction that ended later.
  ///
  /// @param inclusive whether transactions that ended at exactly this time are kept
  record Time(Instant at, boolean inclusive) implements LogTarget {
    public Time {
      requireNonNull(at, "at is null");
    }
  }

  /// At the first record that starts at this position or behind it.
  ///
  /// @param inclusive whether that record is replayed
  record Position(Lsn lsn, boolean inclusive) implements LogTarget {
    public Position {
      requireNonNull(lsn, "lsn is null");
    }
  }

  /// At the end of a transaction.
  ///
  /// @param xid its id; of more than 32 bits, the epoch is not compared
  /// @param inclusive whether the transaction is kept
  record Transaction(long xid, boolean inclusive) implements LogTarget {}

  /// At a named restore point.
  record Name(String name) implements LogTarget {
    public Name {
      requireNonNull(name, "name is null");
    }
  }

  /// The target in a message.
  default String text() {
    return switch (this) {
      case Latest() -> "the end of the log";
      case Immediate() -> "the first consistent state";
      case Time(Instant at, boolean inclusive) -> "time " + at + (inclusive ? "" : ", exclusive");
      case Position(Lsn lsn, boolean inclusive) -> "LSN " + lsn + (inclusive ? "" : ", exclusive");
      case Transaction(long xid, boolean inclusive) ->
          "transaction " + xid + (inclusive ? "" : ", exclusive");
      case Name(String name) -> "restore point " + name;
    };
  }
}
