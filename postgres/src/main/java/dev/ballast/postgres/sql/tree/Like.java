package dev.ballast.postgres.sql.tree;

import java.util.Set;

/// `LIKE source INCLUDING ...` within `CREATE TABLE`.
public record Like(QualifiedName source, Set<Included> including) {
  public Like {
    including = Set.copyOf(including);
  }

  /// What is copied beside the columns and their `NOT NULL`, in the order of the bits of
  /// `TableLikeOption` in `src/include/nodes/parsenodes.h`.
  public enum Included {
    COMMENTS,
    COMPRESSION,
    CONSTRAINTS,
    DEFAULTS,
    GENERATED,
    IDENTITY,
    INDEXES,
    STATISTICS,
    STORAGE
  }
}
