package dev.ballast.rules.catalogue.change_type_narrows;

import dev.ballast.effect.TypeChange;
import dev.ballast.evidence.Severity;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.steps.FittingValues;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.tree.ColumnAction.AlterType;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TypeName;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// ALTER COLUMN ... TYPE into a type that cannot hold every former value.
@NullMarked
public final class ChangeTypeNarrows implements Rule {
  @Override
  public String id() {
    return "change-type-narrows";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(AlterType.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : ActionText.of(scene, AlterType.class)) {
      TypeChange change = TypeChange.of(scene.schema(), each.table(), each.action());
      switch (change.fit()) {
        case MAY_FAIL -> report(each, change, false, judgement);
        case MAY_LOSE -> report(each, change, true, judgement);
        case ALL, UNKNOWN -> {}
      }
    }
  }

  private static void report(
      ActionText<AlterType> each, TypeChange change, boolean silent, Judgement judgement) {
    AlterType action = each.action();
    String column = QualifiedName.of(action.column()).toString();
    String type = action.type().canonical();
    Optional<String> fits =
        FittingValues.of(column, change.former(), action.type(), each.scene().major());
    each.hazard(
            judgement,
            (silent
                    ? "A value of %s that does not fit when %s becomes %s is rounded or cut, and"
                        + " nothing reports it."
                    : ("The statement fails on the first value of %s that does not fit when %s"
                        + " becomes %s."))
                .formatted(
                    column, change.former().map(TypeName::canonical).orElse("its type"), type))
        .atMost(silent ? Severity.ERROR : Severity.WARNING)
        .safe(fits.map(it -> steps(each, it)).orElseGet(ChangeTypeNarrows::tried))
        .advice(
            "Count the values that do not fit and decide what becomes of them before the type"
                + " changes.")
        .report();
  }

  private static String[] steps(ActionText<AlterType> each, String fits) {
    String name = each.table().name() + "_" + each.action().column() + "_fits";
    return new String[] {
      "-- how many would not fit:",
      "SELECT count(*) FROM %s WHERE NOT (%s)".formatted(each.table(), fits),
      "-- no new ones, where the type may stay:",
      each.alterTable(
          "ADD CONSTRAINT %s CHECK (%s) NOT VALID".formatted(QualifiedName.of(name), fits))
    };
  }

  private static String[] tried() {
    return new String[] {
      "-- no condition tells which values would fit: convert them on a restored copy first"
    };
  }
}
