package dev.ballast.change.lint;

import dev.ballast.postgres.sql.tree.QualifiedName;

/// Sentences that the findings of many rules share, so that they read alike.
public final class Phrases {
  private Phrases() {}

  /// What a lock costs that is held for an instant and still stops everybody.
  public static String briefly(QualifiedName relation) {
    return "ACCESS EXCLUSIVE on "
        + relation
        + " is held only for an instant, but it queues behind every running query, and everybody"
        + " queues behind it.";
  }

  /// A name of a column, constraint, role or the like as SQL needs it.
  public static String quoted(String name) {
    return QualifiedName.of(name).toString();
  }
}
