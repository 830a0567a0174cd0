package dev.ballast.change.rules.prefer_identity;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.NewColumn;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import org.jspecify.annotations.NullMarked;

/// A new column of a serial type.
@NullMarked
public final class PreferIdentity implements Rule {
  @Override
  public String id() {
    return "prefer-identity";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (NewColumn column : NewColumn.of(scene)) {
      if (column.type().isSerial()) {
        judgement
            .hazard(
                scene,
                "%s is %s: whoever inserts needs USAGE on its sequence too, and anybody may write a"
                        .formatted(column, column.type().name())
                    + " number that the sequence reaches later.")
            .about(column.table())
            .safe(column.rewritten(scene, "bigint GENERATED ALWAYS AS IDENTITY"))
            .advice("Use an identity column.")
            .report();
      }
    }
  }
}
