package dev.ballast.change.rules.set_not_null;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.rules.Alteration;
import dev.ballast.change.rules.SafeSteps;
import dev.ballast.change.schema.KnownColumn;
import dev.ballast.postgres.sql.tree.ColumnAction;
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
        each.locking(
                judgement,
                ("Every row of %s is read to find a null in %s, and nobody reads or writes it"
                        + " meanwhile (ACCESS EXCLUSIVE).")
                    .formatted(each.described(), column))
            .safe(SafeSteps.notNull(each.table(), column, scene.major()).toArray(String[]::new))
            .advice("Let a constraint that is validated under a weaker lock prove it first.")
            .report();
      }
    }
  }
}
