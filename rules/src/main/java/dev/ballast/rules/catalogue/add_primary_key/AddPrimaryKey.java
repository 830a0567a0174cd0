package dev.ballast.rules.catalogue.add_primary_key;

import dev.ballast.effect.schema.KnownColumn;
import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.steps.NumberedColumn;
import dev.ballast.rules.steps.SafeSteps;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.tree.ColumnAction.AddColumn;
import dev.ballast.sql.tree.ColumnDefinition;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.ConstraintAction.AddConstraint;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TypeName;
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
      if (key.usingIndex().isEmpty()) {
        report(each, key, key.columns(), List.of(), judgement);
      }
    }
    for (var each : ActionText.newColumns(scene)) {
      ColumnDefinition column = each.action().definition();
      column
          .constraint(Constraint.Kind.PRIMARY_KEY)
          .ifPresent(
              key -> report(each, key, List.of(column.name()), added(each, column), judgement));
    }
  }

  /// The column without its key, with a value in every row.
  private static List<String> added(ActionText<AddColumn> each, ColumnDefinition column) {
    if (column.type().filter(TypeName::isSerial).isPresent()) {
      return NumberedColumn.serial(each, column);
    }
    if (column.constraint(Constraint.Kind.IDENTITY).isPresent()) {
      return NumberedColumn.identity(each, column);
    }
    List<String> steps = new ArrayList<>();
    steps.add(
        each.alterTable(
            each.column(
                column,
                other ->
                    switch (other.kind()) {
                      case PRIMARY_KEY, NOT_NULL, DEFAULT -> false;
                      case NULL, CHECK, UNIQUE, EXCLUSION, FOREIGN_KEY, IDENTITY, GENERATED -> true;
                    })));
    Optional<String> value =
        column.constraint(Constraint.Kind.DEFAULT).flatMap(clause -> each.words(column, clause));
    if (value.isPresent()) {
      steps.add(
          each.alterTable(
              "ALTER COLUMN %s SET %s".formatted(QualifiedName.of(column.name()), value.get())));
      steps.addAll(SafeSteps.backfill(each.table(), column.name(), "DEFAULT"));
    } else {
      steps.add("-- give every row a value of its own, in batches");
    }
    steps.addAll(SafeSteps.notNull(each.table(), column.name(), each.scene().major()));
    return steps;
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
      if (!notNull && first.isEmpty()) {
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
