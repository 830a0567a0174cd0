package dev.ballast.secure.catalog;

/// What a relation is, as `pg_class.relkind` has it.
public enum RelationKind {
  TABLE("table"),
  PARTITIONED_TABLE("partitioned table"),
  VIEW("view"),
  MATERIALIZED_VIEW("materialized view"),
  FOREIGN_TABLE("foreign table"),
  SEQUENCE("sequence");

  private final String display;

  RelationKind(String display) {
    this.display = display;
  }

  public String display() {
    return display;
  }

  /// Whether it has rows of its own, or its partitions have.
  public boolean isTable() {
    return this == TABLE || this == PARTITIONED_TABLE;
  }

  static RelationKind of(String relkind) {
    return switch (relkind) {
      case "r" -> TABLE;
      case "p" -> PARTITIONED_TABLE;
      case "v" -> VIEW;
      case "m" -> MATERIALIZED_VIEW;
      case "f" -> FOREIGN_TABLE;
      case "S" -> SEQUENCE;
      default -> throw new IllegalArgumentException("no relation of users: " + relkind);
    };
  }
}
