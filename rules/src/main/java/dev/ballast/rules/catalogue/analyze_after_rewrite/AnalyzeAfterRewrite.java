package dev.ballast.rules.catalogue.analyze_after_rewrite;

import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.sql.tree.ColumnAction.AlterType;
import dev.ballast.sql.tree.ColumnAction.SetStatistics;
import dev.ballast.sql.tree.IndexStatement.CreateIndex;
import dev.ballast.sql.tree.IndexStatement.CreateStatistics;
import dev.ballast.sql.tree.MaintenanceStatement.Analyze;
import dev.ballast.sql.tree.MaintenanceStatement.Vacuum;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// A change that leaves the planner without statistics, and no ANALYZE after it in the script.
@NullMarked
public final class AnalyzeAfterRewrite implements Rule {
  @Override
  public String id() {
    return "analyze-after-rewrite";
  }

  @Override
  public void finish(ScriptScene script, Judgement judgement) {
    List<SeenStatement> seen = script.seen();
    for (int i = 0; i < seen.size(); i++) {
      Optional<Unknown> unknown = unknown(seen.get(i));
      if (unknown.isEmpty()
          || script.isEmptied(unknown.get().table(), seen.get(i))
          || script.schema().bornIn(unknown.get().table(), script.moment())
          || seen.subList(i + 1, seen.size()).stream()
              .anyMatch(each -> analyzes(each.statement(), unknown.get().table()))) {
        continue;
      }
      QualifiedName table = unknown.get().table();
      judgement
          .hazard(script, seen.get(i).span(), unknown.get().what().formatted(table))
          .about(table)
          .safe("ANALYZE " + table)
          .advice("Run ANALYZE in the same script, after the change; it blocks nobody.")
          .report();
    }
  }

  private static final String NOTHING_KNOWN =
      "The planner knows nothing of the values of %s until ANALYZE has run on %%s, and guesses:"
          + " plans may change for the worse right after this.";

  /// What is not known before ANALYZE has run, with a place for the table, and the table.
  private record Unknown(QualifiedName table, String what) {}

  private static Optional<Unknown> unknown(SeenStatement seen) {
    // A change that writes no row loses them too, but a check is silent on what is harmless.
    if (seen.statement() instanceof AlterTable alter
        && !seen.effects().work(WorkEffect.Kind.REWRITE).isEmpty()) {
      return alter.actions().stream()
          .filter(AlterType.class::isInstance)
          .map(action -> ((AlterType) action).column())
          .findFirst()
          .map(column -> unknown(alter.name(), QualifiedName.of(column).toString()));
    }
    if (seen.statement() instanceof AlterTable alter) {
      return alter.actions().stream()
          .filter(SetStatistics.class::isInstance)
          .map(SetStatistics.class::cast)
          .filter(set -> alter.kind() == ObjectKind.TABLE && set.target().orElse(1) != 0)
          .findFirst()
          .map(set -> new Unknown(alter.name(), target(QualifiedName.of(set.column()).toString())));
    }
    if (seen.statement() instanceof CreateIndex create
        && create.keys().stream().anyMatch(key -> key.expression().isPresent())) {
      return Optional.of(unknown(create.table(), "the index's expression"));
    }
    if (seen.statement() instanceof CreateStatistics create) {
      return create.from().relations().stream()
          .findFirst()
          .map(use -> unknown(use.name(), "the columns together"));
    }
    return Optional.empty();
  }

  private static Unknown unknown(QualifiedName table, String what) {
    return new Unknown(table, NOTHING_KNOWN.formatted(what.replace("%", "%%")));
  }

  private static String target(String column) {
    return "How much is known of the values of "
        + column.replace("%", "%%")
        + " changes when ANALYZE runs next on %s, not now: autovacuum runs it when enough rows have"
        + " changed.";
  }

  private static boolean analyzes(Statement statement, QualifiedName table) {
    if (statement instanceof Analyze analyze) {
      return reaches(analyze.tables(), table);
    }
    if (statement instanceof Vacuum vacuum) {
      return vacuum.analyze() && reaches(vacuum.tables(), table);
    }
    return false;
  }

  private static boolean reaches(List<QualifiedName> tables, QualifiedName table) {
    return tables.isEmpty() || tables.stream().anyMatch(each -> each.mayBe(table));
  }
}
