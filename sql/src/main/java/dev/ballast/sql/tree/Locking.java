package dev.ballast.sql.tree;

import java.util.List;

/// `FOR UPDATE OF a SKIP LOCKED` at the end of a query.
///
/// @param of the names after `OF`, which are aliases of the query's relations; none means all
public record Locking(Strength strength, List<String> of, Blocked blocked) {
  public Locking {
    of = List.copyOf(of);
  }

  /// The row locks, weakest first.
  public enum Strength {
    KEY_SHARE,
    SHARE,
    NO_KEY_UPDATE,
    UPDATE
  }

  /// What happens at a row that another transaction has locked.
  public enum Blocked {
    WAIT,
    SKIP_LOCKED,
    NOWAIT
  }
}
