package dev.ballast.protect.moment;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.catalog.ClassRow;
import java.util.Optional;

/// A change of a row of `pg_class` by a transaction that has not ended.
record ClassChange(long database, Optional<ClassRow> before, Optional<ClassRow> after) {
  ClassChange {
    requireNonNull(before, "before is null");
    requireNonNull(after, "after is null");
  }

  long oid() {
    return after.or(() -> before).map(ClassRow::oid).orElse(0L);
  }
}
