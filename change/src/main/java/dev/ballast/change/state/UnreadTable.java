package dev.ballast.change.state;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.QualifiedIdentifier;

/// A table whose rows were not read, so that nothing is known of them.
public record UnreadTable(QualifiedIdentifier table, String why) {
  public UnreadTable {
    requireNonNull(table, "table is null");
    requireNonNull(why, "why is null");
  }

  /// One sentence, without a full stop.
  public String sentence() {
    return "rows of %s were not compared: %s".formatted(TableDifference.name(table), why);
  }
}
