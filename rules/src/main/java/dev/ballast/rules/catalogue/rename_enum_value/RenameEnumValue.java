package dev.ballast.rules.catalogue.rename_enum_value;

import dev.ballast.rules.dependents.CreatedInScript;
import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.TypeStatement.AlterEnumRenameValue;
import org.jspecify.annotations.NullMarked;

/// ALTER TYPE ... RENAME VALUE.
@NullMarked
public final class RenameEnumValue implements Rule {
  @Override
  public String id() {
    return "rename-enum-value";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(AlterEnumRenameValue.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof AlterEnumRenameValue rename)
        || CreatedInScript.object(scene, rename.name())) {
      return;
    }
    String from = Deparser.literal(rename.oldValue());
    String to = Deparser.literal(rename.newValue());
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
