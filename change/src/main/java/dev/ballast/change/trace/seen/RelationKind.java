package dev.ballast.change.trace.seen;

import java.util.Arrays;

/// What stands behind a name in `pg_class`, by its `relkind`.
public enum RelationKind {
  TABLE("r"),
  PARTITIONED_TABLE("p"),
  INDEX("i"),
  PARTITIONED_INDEX("I"),
  TOAST("t"),
  SEQUENCE("S"),
  VIEW("v"),
  MATERIALIZED_VIEW("m"),
  FOREIGN_TABLE("f"),
  COMPOSITE_TYPE("c"),
  /// A kind that a newer server knows and Ballast does not.
  UNKNOWN("");

  private final String code;

  RelationKind(String code) {
    this.code = code;
  }

  /// Reads `pg_class.relkind`.
  public static RelationKind ofCode(String code) {
    return Arrays.stream(values()).filter(k -> k.code.equals(code)).findFirst().orElse(UNKNOWN);
  }

  /// Whether rows are kept in it.
  public boolean hasRows() {
    return this == TABLE || this == MATERIALIZED_VIEW;
  }

  /// Whether statements of an application name it in their `FROM`.
  public boolean isQueried() {
    return hasRows() || this == PARTITIONED_TABLE || this == VIEW || this == FOREIGN_TABLE;
  }

  public boolean isIndex() {
    return this == INDEX || this == PARTITIONED_INDEX;
  }
}
