package dev.ballast.change.rules.add_column_identity;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.rules.Alteration;
import dev.ballast.change.rules.SafeSteps;
import dev.ballast.postgres.sql.tree.ColumnAction.AddColumn;
import dev.ballast.postgres.sql.tree.ColumnDefinition;
import dev.ballast.postgres.sql.tree.Constraint;
import dev.ballast.postgres.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// ADD COLUMN ... GENERATED AS IDENTITY.
@NullMarked
public final class AddColumnIdentity implements Rule {
  @Override
  public String id() {
    return "add-column-identity";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : Alteration.newColumns(scene)) {
      ColumnDefinition column = each.action().definition();
      if (column.constraint(Constraint.Kind.IDENTITY).isPresent()) {
        report(each, column, judgement);
      }
    }
  }

  private static void report(
      Alteration<AddColumn> each, ColumnDefinition column, Judgement judgement) {
    QualifiedName name = QualifiedName.of(column.name());
    List<String> steps = new ArrayList<>();

    QualifiedName sequence =
        new QualifiedName(
            each.table().schema(), each.table().name() + "_" + column.name() + "_seq");
    steps.add(each.alterTable("ADD COLUMN " + name + " bigint"));
    steps.add("CREATE SEQUENCE %s OWNED BY %s.%s".formatted(sequence, each.table(), name));
    String next = "nextval('" + sequence + "')";
    steps.add(each.alterTable("ALTER COLUMN " + name + " SET DEFAULT " + next));
    steps.addAll(SafeSteps.backfill(each.table(), column.name(), next));
    steps.addAll(SafeSteps.notNull(each.table(), column.name(), each.scene().major()));
    steps.addAll(SafeSteps.identity(each.table(), name, sequence));

    each.locking(
            judgement,
            ("Each row gets its own number in %s: every row and index of %s is written anew,"
                    + " and nobody reads or writes it meanwhile (ACCESS EXCLUSIVE).")
                .formatted(name, each.described()))
        .safe(steps.toArray(String[]::new))
        .advice(
            "Add a plain column and a sequence, number the old rows in batches, then make it"
                + " an identity column.")
        .report();
  }
}
