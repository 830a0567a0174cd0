package dev.ballast.rules.catalogue.opaque_dynamic_sql;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.PlacedPart;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.RunTimeStatement;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.BodyPart.DynamicSql;
import dev.ballast.sql.tree.Expression.FunctionCall;
import dev.ballast.sql.tree.RoutineStatement.Do;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/// SQL that is put together while the script runs.
@NullMarked
public final class OpaqueDynamicSql implements Rule {
  @Override
  public String id() {
    return "opaque-dynamic-sql";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(Do.class, FunctionCall.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!scene.runsNow()) {
      return;
    }
    if (scene.statement() instanceof Do) {
      for (PlacedPart placed : PlacedPart.in(scene)) {
        opaque(placed).ifPresent(dynamic -> report(scene, placed, "", dynamic, judgement));
      }
      return;
    }
    for (FunctionCall call : scene.walk().calls()) {
      for (PlacedPart placed : PlacedPart.called(scene, call)) {
        Optional<DynamicSql> found = opaque(placed);
        if (found.isPresent()) {
          report(scene, placed, " in " + call.name() + "()", found.get(), judgement);
          return;
        }
      }
    }
  }

  private static Optional<DynamicSql> opaque(PlacedPart placed) {
    return placed.part() instanceof DynamicSql dynamic
            && dynamic.literal().isEmpty()
            && (dynamic.outline().isEmpty()
                || !RunTimeStatement.of(dynamic).stream().allMatch(RunTimeStatement::isHarmless))
        ? Optional.of(dynamic)
        : Optional.empty();
  }

  private static void report(
      Scene scene, PlacedPart placed, String where, DynamicSql dynamic, Judgement judgement) {
    judgement
        .hazard(
            scene.script(),
            placed.span(),
            what(dynamic, where) + ": " + shortened(dynamic.text()) + ".")
        .advice(
            "Write the statements out where they are few; else trace the migration on a server,"
                + " which sees what really runs.")
        .report();
  }

  private static String what(DynamicSql dynamic, String where) {
    String kinds =
        RunTimeStatement.of(dynamic).stream()
            .map(RunTimeStatement::kind)
            .distinct()
            .collect(Collectors.joining(" and "));
    return kinds.isEmpty()
        ? "What EXECUTE runs here"
            + where
            + " is put together from values, so no check can tell what it locks, rewrites or drops"
        : "EXECUTE runs "
            + kinds
            + " here"
            + where
            + " with names that only the run decides, so no check can tell how large and how busy the"
            + " tables are";
  }

  private static String shortened(String expression) {
    String line = expression.replaceAll("\\s+", " ").strip();
    int end = line.offsetByCodePoints(0, Math.min(60, line.codePointCount(0, line.length())));
    return end < line.length() ? line.substring(0, end) + " ..." : line;
  }
}
