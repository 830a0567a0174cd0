package dev.ballast.change.rules.add_primary_key;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.lint.Spelling;
import dev.ballast.change.rules.Alteration;
import dev.ballast.change.rules.SafeSteps;
import dev.ballast.change.schema.KnownColumn;
import dev.ballast.postgres.sql.tree.ColumnDefinition;
import dev.ballast.postgres.sql.tree.Constraint;
import dev.ballast.postgres.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// ADD PRIMARY KEY without USING INDEX, for the table or beside a new column.
@NullMarked
public final class AddPrimaryKey implements Rule {
  @Override
  public String id() {
    return "add-primary-key";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : Alteration.constraints(scene, Constraint.Kind.PRIMARY_KEY)) {
      Constraint key = each.action().constraint();
      if (key.usingIndex().isEmpty()) {
        report(each, key, key.columns(), List.of(), judgement);
      }
    }
    for (var each : Alteration.newColumns(scene)) {
      ColumnDefinition column = each.action().definition();
      column
          .constraint(Constraint.Kind.PRIMARY_KEY)
          .ifPresent(
              key ->
                  report(
                      each,
                      key,
                      List.of(column.name()),
                      List.of(
                          each.alterTable(
                              "ADD COLUMN " + QualifiedName.of(column.name()) + " bigint"),
                          "-- give every row a value of its own, in batches"),
                      judgement));
    }
  }

  private static void report(
      Alteration<?> each,
      Constraint key,
      List<String> columns,
      List<String> first,
      Judgement judgement) {
    QualifiedName name = QualifiedName.of(key.name().orElse(each.table().name() + "_pkey"));
    List<String> steps = new ArrayList<>(first);
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
    steps.addAll(
        SafeSteps.key(
            each.scene().schema(), each.table(), name, "PRIMARY KEY", Spelling.columns(columns)));
    each.locking(
            judgement,
            ("The index of %s is built from every row of %s, and nobody reads or writes it"
                    + " meanwhile (ACCESS EXCLUSIVE).")
                .formatted(name, each.described()))
        .safe(steps.toArray(String[]::new))
        .advice("Build the unique index concurrently first, then make it the primary key's.")
        .report();
  }
}
