package dev.ballast.rules.catalogue.check_dropped_by_type_change;

import dev.ballast.effect.TypeChange;
import dev.ballast.effect.schema.KnownConstraint;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.tree.ColumnAction.AlterType;
import dev.ballast.sql.tree.ConstraintAction.DropConstraint;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// ALTER COLUMN ... TYPE that keeps the rows of a column with a CHECK.
@NullMarked
public final class CheckDroppedByTypeChange implements Rule {
  @Override
  public String id() {
    return "check-dropped-by-type-change";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(AlterType.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : ActionText.of(scene, AlterType.class)) {
      String column = each.action().column();
      List<String> dropped =
          ActionText.of(scene, DropConstraint.class).stream()
              .map(drop -> drop.action().name())
              .toList();
      List<KnownConstraint> checks =
          scene
              .schema()
              .table(each.table())
              .map(known -> TypeChange.checksOn(known, column))
              .orElse(List.of())
              .stream()
              .filter(check -> !dropped.contains(check.name()))
              .toList();
      boolean kept = TypeChange.of(scene.schema(), each.table(), each.action()).rewrite().isEmpty();
      if (kept && !checks.isEmpty()) {
        report(each, checks, judgement);
      }
    }
  }

  private static void report(
      ActionText<AlterType> each, List<KnownConstraint> checks, Judgement judgement) {
    List<String> names =
        checks.stream().map(check -> QualifiedName.of(check.name()).toString()).toList();
    List<String> actions = new ArrayList<>();
    names.forEach(name -> actions.add("DROP CONSTRAINT " + name));
    actions.add(each.sql());
    names.forEach(name -> actions.add("ADD CONSTRAINT " + name + " CHECK (...) NOT VALID"));
    List<String> steps = new ArrayList<>();
    steps.add("-- with the condition as it was:");
    steps.add(each.alterTable(String.join(", ", actions)));
    steps.add("-- in a transaction of its own, it blocks neither readers nor writers:");
    names.forEach(name -> steps.add(each.alterTable("VALIDATE CONSTRAINT " + name)));
    each.locking(
            judgement,
            ("No row changes, but %s is tested again on every row of %s, and no session can read or"
                    + " write it meanwhile (ACCESS EXCLUSIVE).")
                .formatted(String.join(", ", names), each.described()))
        .safe(steps.toArray(String[]::new))
        .advice(
            "Drop the CHECK and add it as NOT VALID in the same ALTER TABLE, then validate it by"
                + " itself.")
        .report();
  }
}
