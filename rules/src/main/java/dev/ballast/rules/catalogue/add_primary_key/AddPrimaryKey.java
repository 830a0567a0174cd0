package dev.ballast.rules.catalogue.add_primary_key;

import dev.ballast.effect.schema.KnownColumn;
import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.steps.SafeSteps;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.tree.ColumnDefinition;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.QualifiedName;
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
    for (var each : ActionText.constraints(scene, Constraint.Kind.PRIMARY_KEY)) {
      Constraint key = each.action().constraint();
      if (key.usingIndex().isEmpty()) {
        report(each, key, key.columns(), List.of(), judgement);
      }
    }
    for (var each : ActionText.newColumns(scene)) {
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
      ActionText<?> each,
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
            each.scene().schema(), each.table(), name, "PRIMARY KEY", Deparser.columns(columns)));
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
