package dev.ballast.sql.tree;

import java.util.EnumSet;
import java.util.Set;

/// `LIKE source INCLUDING ...` within `CREATE TABLE`.
public record Like(QualifiedName source, Set<Included> including) {
  public Like {
    including = Set.copyOf(including);
  }

  /// What is copied beside the columns and their `NOT NULL`; each has a bit of `TableLikeOption` in
  /// `src/include/nodes/parsenodes.h`.
  public enum Included {
    COMMENTS(1),
    COMPRESSION(1 << 1),
    CONSTRAINTS(1 << 2),
    DEFAULTS(1 << 3),
    GENERATED(1 << 4),
    IDENTITY(1 << 5),
    INDEXES(1 << 6),
    STATISTICS(1 << 7),
    STORAGE(1 << 8);

    private final int bit;

    Included(int bit) {
      this.bit = bit;
    }

    static Set<Included> in(int bits) {
      Set<Included> included = EnumSet.noneOf(Included.class);
      for (Included each : values()) {
        if ((bits & each.bit) != 0) {
          included.add(each);
        }
      }
      return included;
    }
  }
}
