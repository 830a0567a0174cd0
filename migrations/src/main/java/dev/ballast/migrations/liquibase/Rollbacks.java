package dev.ballast.migrations.liquibase;

import dev.ballast.migrations.Migration.WithoutDown;
import dev.ballast.migrations.document.Element;
import java.util.List;
import java.util.Set;

/// Which changes Liquibase takes back without being told how: those with an inverse, as
/// `Change.supportsRollback` says.
final class Rollbacks {
  private static final Set<String> WITH_AN_INVERSE =
      Set.of(
          "addColumn",
          "addDefaultValue",
          "addForeignKeyConstraint",
          "addLookupTable",
          "addNotNullConstraint",
          "addPrimaryKey",
          "addUniqueConstraint",
          "createIndex",
          "createSequence",
          "createTable",
          "createView",
          "dropNotNullConstraint",
          "renameColumn",
          "renameSequence",
          "renameTable",
          "renameView");

  private Rollbacks() {}

  static boolean hasInverse(String change) {
    return WITH_AN_INVERSE.contains(change);
  }

  /// What is known of a changeset that does not say how it is taken back.
  static WithoutDown of(List<Element> changes) {
    return changes.stream()
        .filter(change -> !hasInverse(change.name()))
        .findFirst()
        .<WithoutDown>map(change -> new WithoutDown.Missing(change.line()))
        .orElseGet(WithoutDown.NotNeeded::new);
  }
}
