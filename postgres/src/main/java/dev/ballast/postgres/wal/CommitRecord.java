package dev.ballast.postgres.wal;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.Lsn;

/// A top-level transaction's commit, or the commit of a prepared one.
///
/// @param xid the transaction's 32-bit id, unsigned; its epoch is not in the record
/// @param start where the commit record starts: recovery to an LSN at or below this one, exclusive,
/// does not see the transaction
public record CommitRecord(long xid, Lsn start) {
  public CommitRecord {
    requireNonNull(start, "start is null");
    if (xid < 0 || xid > 0xFFFF_FFFFL) {
      throw new IllegalArgumentException("not a 32-bit xid: " + xid);
    }
  }
}
