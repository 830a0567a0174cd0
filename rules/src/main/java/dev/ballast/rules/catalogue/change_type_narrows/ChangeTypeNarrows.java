package dev.ballast.rules.catalogue.change_type_narrows;

import dev.ballast.effect.TypeChange;
import dev.ballast.evidence.Severity;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.tree.ColumnAction.AlterType;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TypeName;
import org.jspecify.annotations.NullMarked;

/// ALTER COLUMN ... TYPE into a type that cannot hold every former value.
@NullMarked
public final class ChangeTypeNarrows implements Rule {
  @Override
  public String id() {
    return "change-type-narrows";
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
    String fits = fits(column, action.type());
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
        .safe(
            "-- how many would not fit:",
            "SELECT count(*) FROM %s WHERE NOT (%s)".formatted(each.table(), fits),
            "-- no new ones, where the type may stay:",
            each.alterTable(
                "ADD CONSTRAINT %s CHECK (%s) NOT VALID"
                    .formatted(
                        QualifiedName.of(each.table().name() + "_" + action.column() + "_fits"),
                        fits)))
        .advice(
            "Count the values that do not fit and decide what becomes of them before the type"
                + " changes.")
        .report();
  }

  private static String fits(String column, TypeName type) {
    return switch (type.name().name()) {
      case "varchar", "bpchar" ->
          "char_length(%s) <= %s"
              .formatted(column, type.modifiers().isEmpty() ? "1" : type.modifiers().getFirst());
      case "int2" -> column + " BETWEEN -32768 AND 32767";
      case "int4" -> column + " BETWEEN -2147483648 AND 2147483647";
      case "numeric" ->
          "%s = round(%s, %s)"
              .formatted(
                  column, column, type.modifiers().size() == 2 ? type.modifiers().get(1) : "0");
      default -> "%s = %s::%s".formatted(column, column, type.canonical());
    };
  }
}
