package dev.ballast.rules.catalogue.add_column_identity;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.steps.SafeSteps;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.tree.ColumnAction.AddColumn;
import dev.ballast.sql.tree.ColumnDefinition;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.QualifiedName;
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
    for (var each : ActionText.newColumns(scene)) {
      ColumnDefinition column = each.action().definition();
      if (column.constraint(Constraint.Kind.IDENTITY).isPresent()) {
        report(each, column, judgement);
      }
    }
  }

  private static void report(
      ActionText<AddColumn> each, ColumnDefinition column, Judgement judgement) {
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
            ("Each row gets its own number in %s: every row and index of %s is rewritten,"
                    + " and no session can read or write it meanwhile (ACCESS EXCLUSIVE).")
                .formatted(name, each.described()))
        .safe(steps.toArray(String[]::new))
        .advice(
            "Add a plain column and a sequence, number the old rows in batches, then make it"
                + " an identity column.")
        .report();
  }
}
