package dev.ballast.change.rules.rename_enum_value;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.lint.Spelling;
import dev.ballast.change.rules.Newborn;
import dev.ballast.postgres.sql.tree.TypeStatement.AlterEnumRenameValue;
import org.jspecify.annotations.NullMarked;

/// ALTER TYPE ... RENAME VALUE.
@NullMarked
public final class RenameEnumValue implements Rule {
  @Override
  public String id() {
    return "rename-enum-value";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof AlterEnumRenameValue rename)
        || Newborn.object(scene, rename.name())) {
      return;
    }
    String from = Spelling.literal(rename.oldValue());
    String to = Spelling.literal(rename.newValue());
    judgement
        .hazard(
            scene,
            "Every statement that says %s of %s fails from here on (SQLSTATE 22P02), and %s is"
                    .formatted(from, rename.name(), to)
                + " unknown to every process before.")
        .safe(
            "ALTER TYPE %s ADD VALUE IF NOT EXISTS %s AFTER %s".formatted(rename.name(), to, from),
            "-- when every process knows it, in batches:",
            "UPDATE <table> SET <column> = %s WHERE <column> = %s AND <key range>"
                .formatted(to, from))
        .advice("Add the new value, move the rows, and let the old value stand unused.")
        .report();
  }
}
