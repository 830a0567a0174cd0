package dev.ballast.rules.catalogue.statistics_target;

import dev.ballast.evidence.Severity;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.ColumnAction.SetStatistics;
import dev.ballast.sql.tree.IndexStatement.AlterStatistics;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import org.jspecify.annotations.NullMarked;

/// A statistics target that leaves the planner without statistics, or that PostgreSQL does not
/// take.
@NullMarked
public final class StatisticsTarget implements Rule {
  /// `MAX_STATISTICS_TARGET` in `src/include/statistics/statistics.h`.
  private static final int MOST = 10_000;

  /// Back to `default_statistics_target`.
  private static final int DEFAULT = -1;

  private static final String INVALID_PARAMETER = "22023";

  @Override
  public String id() {
    return "statistics-target";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(SetStatistics.class, AlterStatistics.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.statement() instanceof AlterStatistics alter && alter.target().isPresent()) {
      check(scene, new Target(alter.name().toString(), alter.target().get()), judgement);
    } else if (scene.statement() instanceof AlterTable alter) {
      boolean inUse = !scene.isFresh(alter.name());
      alter.actions().stream()
          .filter(SetStatistics.class::isInstance)
          .map(SetStatistics.class::cast)
          .filter(set -> set.target().filter(value -> inUse || value < DEFAULT).isPresent())
          .forEach(
              set ->
                  check(
                      scene,
                      new Target(
                          QualifiedName.of(set.column()) + " of " + alter.name(),
                          set.target().get()),
                      judgement));
    }
  }

  /// @param what whose it is, in words
  private record Target(String what, int value) {}

  private static void check(Scene scene, Target target, Judgement judgement) {
    int value = target.value();
    if (value < DEFAULT) {
      judgement
          .hazard(
              scene,
              ("PostgreSQL refuses the statistics target %d of %s (SQLSTATE %s): the lowest is -1,"
                      + " the default.")
                  .formatted(value, target.what(), INVALID_PARAMETER))
          .refused(scene, INVALID_PARAMETER)
          .advice("Use a target from 1 to 10000, or -1 for default_statistics_target.")
          .report();
    } else if (value == 0) {
      judgement
          .hazard(
              scene,
              ("ANALYZE does not look at %s any more: what is known of its values stays and grows old,"
                      + " and where nothing is known the planner guesses.")
                  .formatted(target.what()))
          .atMost(Severity.INFO)
          .advice(
              "Use 0 only where no condition, join, sort or grouping names it; -1 is the default.")
          .report();
    } else if (value > MOST) {
      judgement
          .hazard(
              scene,
              "PostgreSQL lowers the statistics target %d of %s to 10000, with a warning."
                  .formatted(value, target.what()))
          .atMost(Severity.INFO)
          .advice("ANALYZE reads 300 rows for each unit of the target: 1000 is a large one.")
          .report();
    }
  }
}
