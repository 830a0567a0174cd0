package dev.ballast.protect.moment;

import dev.ballast.postgres.catalog.ClassRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What became of a relation in one transaction: its row of `pg_class` before and after it.
///
/// @param rewritten whether its content was moved to the new file, as VACUUM FULL does
record RelationFate(
    long database, Optional<ClassRow> before, Optional<ClassRow> after, boolean rewritten) {
  /// The table into which a rewrite copies the rows of a relation (`make_new_heap` in cluster.c).
  private static final String TRANSIENT = "pg_temp_";

  private record Relation(long database, long oid) {}

  /// The fates of all relations that the changes are of, in the order of their first change.
  static List<RelationFate> of(List<ClassChange> changes) {
    Map<Relation, RelationFate> fates = new LinkedHashMap<>();
    for (ClassChange change : changes) {
      fates.merge(
          new Relation(change.database(), change.oid()),
          new RelationFate(change.database(), change.before(), change.after(), false),
          (first, next) ->
              new RelationFate(first.database, first.before, next.after, first.rewritten));
    }
    for (ClassChange change : changes) {
      String name = change.after().map(ClassRow::name).orElse("");
      if (name.startsWith(TRANSIENT)) {
        rewritten(name.substring(TRANSIENT.length()))
            .ifPresent(
                oid ->
                    fates.computeIfPresent(
                        new Relation(change.database(), oid),
                        (ignored, fate) ->
                            new RelationFate(fate.database, fate.before, fate.after, true)));
      }
    }
    return new ArrayList<>(fates.values());
  }

  private static Optional<Long> rewritten(String digits) {
    boolean number =
        !digits.isEmpty() && digits.length() < 11 && digits.chars().allMatch(Character::isDigit);
    return number ? Optional.of(Long.parseLong(digits)) : Optional.empty();
  }

  boolean isDropped() {
    return isTable() && after.isEmpty();
  }

  /// A new file, and neither rows nor a count of them: that is what TRUNCATE leaves.
  boolean isTruncated() {
    return isTable()
        && !rewritten
        && after.isPresent()
        && before.orElseThrow().file() != after.get().file()
        && after.get().file() != 0
        && after.get().size().pages() == 0
        && after.get().size().rows() < 0;
  }

  private boolean isTable() {
    return before.filter(row -> row.isTable() && !row.isTemporary()).isPresent();
  }
}
