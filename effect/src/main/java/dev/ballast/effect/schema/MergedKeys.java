package dev.ballast.effect.schema;

import dev.ballast.sql.tree.ColumnDefinition;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.Demand;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The keys that a CREATE TABLE makes. One that is written twice, as `UNIQUE` and `PRIMARY KEY` on
/// the same columns, is made once: the primary key, else the first. It takes the other's name where
/// it has none (`transformIndexConstraints` in `src/backend/parser/parse_utilcmd.c`).
final class MergedKeys {
  private final List<Written> made = new ArrayList<>();

  /// @param columns those of the key, which may stand beside the column
  private record Written(Constraint constraint, List<String> columns) {
    boolean isPrimary() {
      return constraint.kind() == Constraint.Kind.PRIMARY_KEY;
    }

    /// Whether one index serves both.
    boolean isLike(Written other) {
      return columns.equals(other.columns)
          && constraint.demand() instanceof Demand.Key one
          && other.constraint.demand() instanceof Demand.Key two
          && one.index().includes().equals(two.index().includes())
          && one.nullsNotDistinct() == two.nullsNotDistinct()
          && one.withoutOverlaps() == two.withoutOverlaps()
          && constraint.checking().deferrable() == other.constraint.checking().deferrable()
          && constraint.checking().initiallyDeferred()
              == other.constraint.checking().initiallyDeferred();
    }
  }

  private MergedKeys(CreateTable create) {
    List<Written> written = new ArrayList<>();
    for (ColumnDefinition column : create.columns()) {
      column.constraints().stream()
          .filter(MergedKeys::isKey)
          .forEach(each -> written.add(new Written(each, List.of(column.name()))));
    }
    create.constraints().stream()
        .filter(MergedKeys::isKey)
        .forEach(each -> written.add(new Written(each, each.columns())));
    written.stream().filter(Written::isPrimary).forEach(this::merge);
    written.stream().filter(each -> !each.isPrimary()).forEach(this::merge);
  }

  static MergedKeys of(CreateTable create) {
    return new MergedKeys(create);
  }

  private static boolean isKey(Constraint constraint) {
    return constraint.demand() instanceof Demand.Key;
  }

  private void merge(Written next) {
    for (int i = 0; i < made.size(); i++) {
      if (made.get(i).isLike(next)) {
        Constraint kept = made.get(i).constraint();
        made.set(i, new Written(kept.withNameOr(next.constraint().name()), next.columns()));
        return;
      }
    }
    made.add(next);
  }

  /// What is made of a constraint of the statement: itself, perhaps by the name of another; empty
  /// where another stands for it.
  ///
  /// @param beside the columns of a table constraint, or the one that the constraint is beside
  Optional<Constraint> made(Constraint constraint, List<String> beside) {
    if (!isKey(constraint)) {
      return Optional.of(constraint);
    }
    return made.stream()
        .filter(each -> each.columns().equals(beside))
        .map(Written::constraint)
        .filter(each -> each.offset() == constraint.offset())
        .findFirst();
  }
}
