package dev.ballast.rules.catalogue.change_type_rewrites;

import dev.ballast.effect.TypeChange;
import dev.ballast.effect.claim.Likelihood;
import dev.ballast.effect.claim.Likelihood.Possible;
import dev.ballast.evidence.Severity;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.steps.SecondColumn;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.tree.ColumnAction.AlterType;
import org.jspecify.annotations.NullMarked;

/// ALTER COLUMN ... TYPE that has to convert each row.
@NullMarked
public final class ChangeTypeRewrites implements Rule {
  @Override
  public String id() {
    return "change-type-rewrites";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(AlterType.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : ActionText.of(scene, AlterType.class)) {
      TypeChange change = TypeChange.of(scene.schema(), each.table(), each.action());
      if (change.rewrite().isPresent() && !change.isTimeZone()) {
        report(each, change, change.rewrite().get(), judgement);
      }
    }
  }

  private static void report(
      ActionText<AlterType> each, TypeChange change, Likelihood sure, Judgement judgement) {
    AlterType action = each.action();
    String from = change.former().map(type -> " from " + type.canonical()).orElse("");
    String unsure = sure instanceof Possible(String condition) ? ", " + condition : "";
    each.locking(
            judgement,
            ("Every row and index of %s is rewritten to turn %s%s into %s%s, and no session can"
                    + " read or write it meanwhile (ACCESS EXCLUSIVE).")
                .formatted(
                    each.described(), action.column(), from, action.type().canonical(), unsure))
        .atMost(sure.isCertain() ? Severity.ERROR : Severity.WARNING)
        .safe(SecondColumn.steps(each).toArray(String[]::new))
        .advice(
            "Fill a second column of the new type in batches while a trigger keeps it up to"
                + " date, then swap the names.")
        .report();
  }
}
