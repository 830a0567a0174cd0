package dev.ballast.change.rules.change_type_rewrites;

import dev.ballast.change.effect.Likelihood;
import dev.ballast.change.effect.Likelihood.Possible;
import dev.ballast.change.effect.TypeChange;
import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.rules.Alteration;
import dev.ballast.change.rules.SafeSteps;
import dev.ballast.evidence.Severity;
import dev.ballast.postgres.sql.tree.ColumnAction.AlterType;
import org.jspecify.annotations.NullMarked;

/// ALTER COLUMN ... TYPE that has to convert each row.
@NullMarked
public final class ChangeTypeRewrites implements Rule {
  @Override
  public String id() {
    return "change-type-rewrites";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : Alteration.of(scene, AlterType.class)) {
      TypeChange change = TypeChange.of(scene.schema(), each.table(), each.action());
      if (change.rewrite().isPresent() && !change.isTimeZone()) {
        report(each, change, change.rewrite().get(), judgement);
      }
    }
  }

  private static void report(
      Alteration<AlterType> each, TypeChange change, Likelihood sure, Judgement judgement) {
    AlterType action = each.action();
    String from = change.former().map(type -> " from " + type.canonical()).orElse("");
    String unsure = sure instanceof Possible(String condition) ? ", " + condition : "";
    each.locking(
            judgement,
            ("Every row and index of %s is written anew to turn %s%s into %s%s, and nobody"
                    + " reads or writes it meanwhile (ACCESS EXCLUSIVE).")
                .formatted(
                    each.described(), action.column(), from, action.type().canonical(), unsure))
        .atMost(sure.isCertain() ? Severity.ERROR : Severity.WARNING)
        .safe(SafeSteps.secondColumn(each.table(), action, each.sql()).toArray(String[]::new))
        .advice(
            "Fill a second column of the new type in batches while a trigger keeps it up to"
                + " date, then swap the names.")
        .report();
  }
}
