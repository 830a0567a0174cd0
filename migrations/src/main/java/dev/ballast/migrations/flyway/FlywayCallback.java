package dev.ballast.migrations.flyway;

import java.util.Locale;

/// An event that Flyway runs a script for, if one is named so. In the order in which the scripts
/// are judged: those of `migrate` as it runs them, with what runs for each migration once, then
/// those of errors and of other commands.
public enum FlywayCallback {
  BEFORE_CONNECT(Place.FIRST),
  AFTER_CONNECT(Place.FIRST),
  BEFORE_CREATE_SCHEMA(Place.FIRST),
  CREATE_SCHEMA(Place.FIRST),
  BEFORE_VALIDATE(Place.FIRST),
  AFTER_VALIDATE(Place.FIRST),
  AFTER_VALIDATE_OPERATION_FINISH(Place.FIRST),
  BEFORE_MIGRATE(Place.FIRST),
  BEFORE_EACH_MIGRATE(Place.FIRST),
  BEFORE_EACH_MIGRATE_STATEMENT(Place.FIRST),
  AFTER_VERSIONED(Place.BEFORE_REPEATABLES),
  BEFORE_REPEATABLES(Place.BEFORE_REPEATABLES),
  AFTER_EACH_MIGRATE_STATEMENT(Place.LAST),
  AFTER_EACH_MIGRATE(Place.LAST),
  AFTER_MIGRATE_APPLIED(Place.LAST),
  AFTER_MIGRATE(Place.LAST),
  AFTER_MIGRATE_OPERATION_FINISH(Place.LAST),
  AFTER_EACH_MIGRATE_STATEMENT_ERROR(Place.LAST),
  AFTER_EACH_MIGRATE_ERROR(Place.LAST),
  AFTER_MIGRATE_ERROR(Place.LAST),
  AFTER_VALIDATE_ERROR(Place.LAST),
  BEFORE_UNDO(Place.LAST),
  BEFORE_EACH_UNDO(Place.LAST),
  BEFORE_EACH_UNDO_STATEMENT(Place.LAST),
  AFTER_EACH_UNDO_STATEMENT(Place.LAST),
  AFTER_EACH_UNDO_STATEMENT_ERROR(Place.LAST),
  AFTER_EACH_UNDO(Place.LAST),
  AFTER_EACH_UNDO_ERROR(Place.LAST),
  AFTER_UNDO(Place.LAST),
  AFTER_UNDO_ERROR(Place.LAST),
  AFTER_UNDO_OPERATION_FINISH(Place.LAST),
  BEFORE_BASELINE(Place.LAST),
  AFTER_BASELINE(Place.LAST),
  AFTER_BASELINE_ERROR(Place.LAST),
  AFTER_BASELINE_OPERATION_FINISH(Place.LAST),
  BEFORE_REPAIR(Place.LAST),
  AFTER_REPAIR(Place.LAST),
  AFTER_REPAIR_ERROR(Place.LAST),
  AFTER_REPAIR_OPERATION_FINISH(Place.LAST),
  BEFORE_INFO(Place.LAST),
  AFTER_INFO(Place.LAST),
  AFTER_INFO_ERROR(Place.LAST),
  AFTER_INFO_OPERATION_FINISH(Place.LAST),
  BEFORE_CLEAN(Place.LAST),
  AFTER_CLEAN(Place.LAST),
  AFTER_CLEAN_ERROR(Place.LAST),
  AFTER_CLEAN_OPERATION_FINISH(Place.LAST),
  AFTER_REPORT_GENERATED(Place.LAST);

  private final Place place;
  private final String id;

  FlywayCallback(Place place) {
    this.place = place;
    StringBuilder camel = new StringBuilder();
    for (String word : name().split("_", -1)) {
      String lower = word.toLowerCase(Locale.ROOT);
      camel.append(
          camel.isEmpty() ? lower : Character.toUpperCase(lower.charAt(0)) + lower.substring(1));
    }
    this.id = camel.toString();
  }

  /// Where among the migrations.
  public enum Place {
    FIRST,
    BEFORE_REPEATABLES,
    LAST
  }

  public Place place() {
    return place;
  }

  /// As a file is named: `beforeMigrate`.
  public String id() {
    return id;
  }
}
