package dev.ballast.rules.catalogue.change_type_under_view;

import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.evidence.Severity;
import dev.ballast.rules.dependents.Dependent;
import dev.ballast.rules.dependents.Dependent.Hold;
import dev.ballast.rules.dependents.Dependents;
import dev.ballast.rules.dependents.ObjectDependents;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Refusal;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.tree.ColumnAction.AlterType;
import dev.ballast.sql.tree.ColumnAction.DropColumn;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/// ALTER COLUMN ... TYPE of a column that something else depends on.
@NullMarked
public final class ChangeTypeUnderView implements Rule {
  /// Before this major a generated column has the error of a wrong syntax.
  private static final int UNSUPPORTED_SINCE = 15;

  private static final String UNSUPPORTED = "0A000";
  private static final String SYNTAX = "42601";

  @Override
  public String id() {
    return "change-type-under-view";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : ActionText.any(scene, AlterType.class)) {
      List<Dependent> readers = readers(scene, each);
      List<Dependent> certain = readers.stream().filter(Dependent::certain).toList();
      if (!certain.isEmpty()) {
        String state = sqlState(scene, certain);
        draft(
                judgement,
                each,
                certain,
                "PostgreSQL refuses it, because %s of %s is read by %s (SQLSTATE %s)."
                    .formatted(each.action().column(), each.table(), named(certain), state))
            .refused(scene, state)
            .report();
      } else if (!readers.isEmpty()) {
        draft(
                judgement,
                each,
                readers,
                ("PostgreSQL refuses it (SQLSTATE 0A000) if %s of %s is read by %s: which columns"
                        + " its query reads is not known here.")
                    .formatted(each.action().column(), each.table(), named(readers)))
            .refused(new Refusal.Conditional(UNSUPPORTED, named(readers) + " reads the column"))
            .atMost(Severity.WARNING)
            .report();
      }
    }
  }

  /// Of the column, and of the same one below the table.
  private static List<Dependent> readers(Scene scene, ActionText<AlterType> each) {
    List<QualifiedName> tables = new ArrayList<>();
    tables.add(each.table());
    if (!each.alter().only()) {
      scene.schema().allHeirs(each.table()).forEach(heir -> tables.add(heir.name()));
    }
    List<Dependent> readers = new ArrayList<>();
    for (QualifiedName table : tables) {
      Dependents.onColumn(scene.schema(), scene.major(), table, each.action().column()).stream()
          .filter(
              reader ->
                  reader.hold() == Hold.DROP_AND_TYPE
                      || reader.kind() == Dependent.Kind.GENERATED_COLUMN)
          .filter(reader -> !isGone(each, reader))
          .forEach(readers::add);
    }
    if (isRewritten(scene, each)) {
      tables.forEach(table -> readers.addAll(ObjectDependents.ofRowType(scene.schema(), table)));
    }
    return readers;
  }

  /// A table whose row type is used may not be rewritten.
  private static boolean isRewritten(Scene scene, ActionText<AlterType> each) {
    return scene.effects().work().stream()
        .anyMatch(
            work ->
                work.kind() == WorkEffect.Kind.REWRITE
                    && work.likelihood().isCertain()
                    && work.relation().name().mayBe(each.table()));
  }

  /// DROP COLUMN comes before every ALTER COLUMN of the same statement.
  private static boolean isGone(ActionText<AlterType> each, Dependent reader) {
    return reader.kind() == Dependent.Kind.GENERATED_COLUMN
        && each.alter().actions().stream()
            .anyMatch(
                action ->
                    action instanceof DropColumn dropped
                        && dropped.column().equals(reader.name().name()));
  }

  private static String sqlState(Scene scene, List<Dependent> readers) {
    return scene.major() < UNSUPPORTED_SINCE
            && readers.stream().allMatch(reader -> reader.kind() == Dependent.Kind.GENERATED_COLUMN)
        ? SYNTAX
        : UNSUPPORTED;
  }

  private static Judgement.Draft draft(
      Judgement judgement, ActionText<AlterType> each, List<Dependent> readers, String what) {
    List<String> steps = new ArrayList<>();
    steps.add("BEGIN");
    Scene scene = each.scene();
    steps.addAll(ObjectDependents.drops(scene.schema(), scene.major(), readers));
    steps.add(each.alterTable(each.sql()));
    steps.add("-- make them again as they were, with their grants, then:");
    steps.add("COMMIT");
    return each.hazard(judgement, what)
        .safe(steps.toArray(String[]::new))
        .advice(
            "Drop what reads the column and make it again in the same transaction, or add a second"
                + " column.");
  }

  private static String named(List<Dependent> readers) {
    return readers.stream()
        .map(reader -> reader.name().toString())
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
