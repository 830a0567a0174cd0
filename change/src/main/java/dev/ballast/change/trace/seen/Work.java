package dev.ballast.change.trace.seen;

import dev.ballast.sql.LockMode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/// What other sessions do with a table, and the lock they need for it. See the manual, 13.3.1
/// "Table-Level Locks".
public enum Work {
  SELECT("SELECT", LockMode.ACCESS_SHARE),
  SELECT_FOR_UPDATE("SELECT FOR UPDATE", LockMode.ROW_SHARE),
  /// What a foreign key does on the referenced table when a row is inserted in the referencing one.
  SELECT_FOR_KEY_SHARE("SELECT FOR KEY SHARE", LockMode.ROW_SHARE),
  INSERT("INSERT", LockMode.ROW_EXCLUSIVE),
  UPDATE("UPDATE", LockMode.ROW_EXCLUSIVE),
  DELETE("DELETE", LockMode.ROW_EXCLUSIVE),
  VACUUM("VACUUM, ANALYZE", LockMode.SHARE_UPDATE_EXCLUSIVE),
  CREATE_INDEX("CREATE INDEX", LockMode.SHARE),
  CREATE_TRIGGER("CREATE TRIGGER, ADD FOREIGN KEY", LockMode.SHARE_ROW_EXCLUSIVE),
  ALTER_TABLE("ALTER TABLE, DROP TABLE", LockMode.ACCESS_EXCLUSIVE);

  private final String sql;
  private final LockMode needs;

  Work(String sql, LockMode needs) {
    this.sql = sql;
    this.needs = needs;
  }

  /// In the words of SQL.
  public String sql() {
    return sql;
  }

  /// The lock it takes on the table.
  public LockMode needs() {
    return needs;
  }

  /// What cannot continue while somebody holds `mode` on a relation of this kind. For an index it
  /// is work on its table: the planner opens every index with ACCESS SHARE (`get_relation_info` in
  /// `plancat.c`), and a writer locks them with ROW EXCLUSIVE.
  public static Set<Work> behind(RelationKind kind, LockMode mode) {
    if (kind == RelationKind.SEQUENCE
        || kind == RelationKind.COMPOSITE_TYPE
        || kind == RelationKind.UNKNOWN) {
      return Set.of();
    }
    return Arrays.stream(values())
        .filter(work -> mode.conflictsWith(work.needs))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Work.class)));
  }
}
