package dev.ballast.rules.catalogue.add_primary_key;

import dev.ballast.effect.schema.KnownColumn;
import dev.ballast.rules.dependents.PartitionColumns;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.steps.AddedColumn;
import dev.ballast.rules.steps.SafeKey;
import dev.ballast.rules.steps.SafeSteps;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.tree.ColumnAction.AddColumn;
import dev.ballast.sql.tree.ColumnDefinition;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.ConstraintAction.AddConstraint;
import dev.ballast.sql.tree.Demand;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// ADD PRIMARY KEY without USING INDEX, for the table or beside a new column.
@NullMarked
public final class AddPrimaryKey implements Rule {
  @Override
  public String id() {
    return "add-primary-key";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(AddConstraint.class, AddColumn.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : ActionText.constraints(scene, Constraint.Kind.PRIMARY_KEY)) {
      Constraint key = each.action().constraint();
      if (key.demand() instanceof Demand.Key demand
          && demand.usingIndex().isEmpty()
          && PartitionColumns.missing(each, key.columns()).isEmpty()) {
        SafeKey safe = SafeKey.of(key, demand, key.columns());
        QualifiedName name = safe.name(key, each);
        List<String> steps = new ArrayList<>(notNull(each, key.columns()));
        steps.addAll(safe.steps(scene.schema(), each.table(), name));
        report(each, name, steps, judgement);
      }
    }
    for (var each : ActionText.newColumns(scene)) {
      ColumnDefinition column = each.action().definition();
      Optional<Constraint> key = column.constraint(Constraint.Kind.PRIMARY_KEY);
      if (key.isPresent()
          && key.get().demand() instanceof Demand.Key demand
          && PartitionColumns.missing(each, List.of(column.name())).isEmpty()) {
        SafeKey safe = SafeKey.of(key.get(), demand, List.of(column.name()));
        QualifiedName name = safe.name(key.get(), each);
        report(each, name, AddedColumn.steps(each), judgement);
      }
    }
  }

  private static List<String> notNull(ActionText<?> each, List<String> columns) {
    List<String> steps = new ArrayList<>();
    for (String column : columns) {
      boolean notNull =
          each.scene()
              .schema()
              .table(each.table())
              .flatMap(known -> known.column(column))
              .map(KnownColumn::notNull)
              .orElse(false);
      if (!notNull) {
        steps.addAll(SafeSteps.notNull(each.table(), column, each.scene().major()));
      }
    }
    return steps;
  }

  private static void report(
      ActionText<?> each, QualifiedName name, List<String> steps, Judgement judgement) {
    each.locking(
            judgement,
            ("The index of %s is built from every row of %s, and no session can read or write it"
                    + " meanwhile (ACCESS EXCLUSIVE).")
                .formatted(name, each.described()))
        .safe(steps.toArray(String[]::new))
        .advice("Build the unique index concurrently first, then make it the primary key's.")
        .report();
  }
}
