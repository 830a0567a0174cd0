package dev.ballast.rules.catalogue.duplicate_assignment;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.DataStatement.Insert;
import dev.ballast.sql.tree.DataStatement.Update;
import dev.ballast.sql.tree.MergeClause;
import dev.ballast.sql.tree.Node;
import dev.ballast.sql.tree.OnConflict;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TargetEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// One column set twice by one statement.
@NullMarked
public final class DuplicateAssignment implements Rule {
  @Override
  public String id() {
    return "duplicate-assignment";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(Insert.class, MergeClause.class, OnConflict.class, Update.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (Node node : scene.walk().nodes()) {
      if (node instanceof Update update) {
        assigned(scene, update.assignments(), judgement);
      } else if (node instanceof OnConflict conflict) {
        assigned(scene, conflict.assignments(), judgement);
      } else if (node instanceof MergeClause clause) {
        assigned(scene, clause.assignments(), judgement);
      } else if (node instanceof Insert insert) {
        named(scene, insert.columns(), "42701", judgement);
      }
    }
  }

  /// Elements of an array or fields of a composite may be set one by one.
  private static void assigned(Scene scene, List<TargetEntry> assignments, Judgement judgement) {
    named(
        scene,
        assignments.stream()
            .filter(target -> target.subscripts().isEmpty())
            .flatMap(target -> target.name().stream())
            .toList(),
        "42601",
        judgement);
  }

  private static void named(
      Scene scene, List<String> columns, String sqlState, Judgement judgement) {
    Set<String> seen = new HashSet<>();
    columns.stream()
        .filter(column -> !seen.add(column))
        .findFirst()
        .ifPresent(
            column ->
                judgement
                    .hazard(
                        scene,
                        "The column "
                            + QualifiedName.of(column)
                            + " is given two values: the server refuses the statement (SQLSTATE "
                            + sqlState
                            + ").")
                    .refusedAnyway(scene, sqlState)
                    .advice("Keep the value that is meant and remove the other.")
                    .report());
  }
}
