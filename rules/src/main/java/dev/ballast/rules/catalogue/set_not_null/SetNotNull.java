package dev.ballast.rules.catalogue.set_not_null;

import dev.ballast.effect.schema.KnownColumn;
import dev.ballast.evidence.Severity;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.steps.SafeSteps;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.tree.ColumnAction;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// SET NOT NULL that has to look for nulls.
@NullMarked
public final class SetNotNull implements Rule {
  private static final String PROOF = " IS NOT NULL) NOT VALID";
  private static final String OWN_PROOF = " IS NOT NULL) NO INHERIT NOT VALID";

  @Override
  public String id() {
    return "set-not-null";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(ColumnAction.SetNotNull.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : ActionText.of(scene, ColumnAction.SetNotNull.class)) {
      String column = each.action().column();
      boolean never =
          scene
                  .schema()
                  .table(each.table())
                  .flatMap(known -> known.column(column))
                  .map(KnownColumn::notNull)
                  .orElse(false)
              || scene.schema().provesNotNull(each.table(), column);
      if (!never) {
        report(each, column, judgement);
      }
    }
  }

  private static void report(
      ActionText<ColumnAction.SetNotNull> each, String column, Judgement judgement) {
    List<String> steps = SafeSteps.notNull(each.table(), column, each.scene().major());
    if (each.alter().only()) {
      // Up to 17 a CHECK on the parent alone must not be inherited.
      steps = steps.stream().map(step -> step.replace(PROOF, OWN_PROOF)).toList();
    }
    boolean whole = each.whole().isPresent();
    var draft =
        each.locking(
                judgement,
                ("Every row of %s is read to find a null in %s%s, and no session can read or write it"
                        + " meanwhile (ACCESS EXCLUSIVE).")
                    .formatted(
                        each.described(),
                        column,
                        whole ? "" : ", unless a validated CHECK rules nulls out"))
            .atMost(whole ? Severity.ERROR : Severity.WARNING)
            .safe(steps.toArray(String[]::new))
            .advice("Let a constraint that is validated under a weaker lock prove it first.");
    each.replace(steps).ifPresent(draft::fix);
    draft.report();
  }
}
