package dev.ballast.rules.catalogue.change_type_under_view;

import dev.ballast.rules.dependents.Dependent;
import dev.ballast.rules.dependents.Dependents;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.tree.ColumnAction.AlterType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/// ALTER COLUMN ... TYPE of a column that something else depends on.
@NullMarked
public final class ChangeTypeUnderView implements Rule {
  private static final Set<Dependent.Kind> READERS =
      Set.of(
          Dependent.Kind.VIEW,
          Dependent.Kind.MATERIALIZED_VIEW,
          Dependent.Kind.ROUTINE,
          Dependent.Kind.GENERATED_COLUMN);

  @Override
  public String id() {
    return "change-type-under-view";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(AlterType.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : ActionText.of(scene, AlterType.class)) {
      List<Dependent> readers =
          Dependents.onColumn(scene.schema(), scene.major(), each.table(), each.action().column())
              .stream()
              .filter(reader -> READERS.contains(reader.kind()))
              .toList();
      if (readers.isEmpty()) {
        continue;
      }
      List<String> steps = new ArrayList<>();
      steps.add("BEGIN");
      readers.forEach(reader -> steps.add(drop(each, reader)));
      steps.add(each.alterTable(each.sql()));
      steps.add("-- make them again as they were, with their grants, then:");
      steps.add("COMMIT");
      String names =
          readers.stream()
              .map(reader -> reader.name().toString())
              .collect(Collectors.joining(", "));
      each.hazard(
              judgement,
              "PostgreSQL refuses it, because %s of %s is read by %s (SQLSTATE 0A000)."
                  .formatted(each.action().column(), each.table(), names))
          .safe(steps.toArray(String[]::new))
          .advice(
              "Drop what reads the column and make it again in the same transaction, or add a"
                  + " second column.")
          .report();
    }
  }

  private static String drop(ActionText<AlterType> each, Dependent reader) {
    return switch (reader.kind()) {
      case MATERIALIZED_VIEW -> "DROP MATERIALIZED VIEW " + reader.name();
      case ROUTINE -> "DROP FUNCTION " + reader.name();
      case GENERATED_COLUMN -> each.alterTable("DROP COLUMN " + reader.name());
      default -> "DROP VIEW " + reader.name();
    };
  }
}
