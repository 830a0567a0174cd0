package dev.ballast.rules.catalogue.set_expression;

import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.evidence.Severity;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.steps.SafeSteps;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.tree.ColumnAction;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// ALTER COLUMN ... SET EXPRESSION of a stored generated column.
@NullMarked
public final class SetExpression implements Rule {
  /// The major from which a generated column can be virtual.
  private static final int VIRTUAL = 18;

  @Override
  public String id() {
    return "set-expression";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(ColumnAction.SetExpression.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : ActionText.of(scene, ColumnAction.SetExpression.class)) {
      String column = each.action().column();
      if (scene.effects().work(WorkEffect.Kind.REWRITE).isEmpty()) {
        continue;
      }
      boolean sure =
          scene.effects().work(WorkEffect.Kind.REWRITE).stream()
              .anyMatch(work -> work.likelihood().isCertain());
      String next = QualifiedName.of(column + "_next").toString();
      each.locking(
              judgement,
              ("The value of %s is recomputed and stored for each row%s: every row and index"
                      + " of %s is rewritten, and no session can read or write it meanwhile (ACCESS"
                      + " EXCLUSIVE).")
                  .formatted(
                      column, sure ? "" : ", unless the column is virtual", each.described()))
          .atMost(sure ? Severity.ERROR : Severity.WARNING)
          .safe(steps(each, next))
          .advice(
              "Add a second column with the new expression, fill it in batches, and drop the old"
                  + " one later.")
          .report();
    }
  }

  private static String[] steps(ActionText<ColumnAction.SetExpression> each, String next) {
    String column = each.action().column();
    String formula = each.sql().substring(Math.max(each.sql().indexOf('('), 0));
    String type =
        each.scene()
            .schema()
            .table(each.table())
            .flatMap(table -> table.column(column))
            .map(known -> known.type().canonical())
            .orElse("...");
    List<String> steps = new ArrayList<>();
    if (each.scene().major() >= VIRTUAL) {
      steps.add(
          each.alterTable(
              "ADD COLUMN %s %s GENERATED ALWAYS AS %s VIRTUAL".formatted(next, type, formula)));
      steps.add("-- or, where the value must be stored:");
    }
    steps.add(each.alterTable("ADD COLUMN %s %s".formatted(next, type)));
    steps.add("-- a BEFORE INSERT OR UPDATE trigger sets it for new and changed rows; then");
    steps.addAll(SafeSteps.fill(each.scene().schema(), each.table(), column + "_next", formula));
    steps.add("-- when the application reads the new one:");
    steps.add(each.alterTable("DROP COLUMN " + QualifiedName.of(column)));
    return steps.toArray(String[]::new);
  }
}
