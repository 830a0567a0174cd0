package dev.ballast.change.rules.set_not_null;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.rules.Alteration;
import dev.ballast.change.rules.SafeSteps;
import dev.ballast.change.schema.KnownColumn;
import dev.ballast.evidence.Severity;
import dev.ballast.postgres.sql.tree.ColumnAction;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// SET NOT NULL that has to look for nulls.
@NullMarked
public final class SetNotNull implements Rule {
  @Override
  public String id() {
    return "set-not-null";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : Alteration.of(scene, ColumnAction.SetNotNull.class)) {
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
      Alteration<ColumnAction.SetNotNull> each, String column, Judgement judgement) {
    List<String> steps = SafeSteps.notNull(each.table(), column, each.scene().major());
    boolean whole = each.whole().isPresent();
    var draft =
        each.locking(
                judgement,
                ("Every row of %s is read to find a null in %s%s, and nobody reads or writes it"
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
