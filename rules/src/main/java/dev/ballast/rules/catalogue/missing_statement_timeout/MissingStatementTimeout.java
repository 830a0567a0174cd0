package dev.ballast.rules.catalogue.missing_statement_timeout;

import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.rules.wording.Quoted;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// Work that grows with the data has no bound. A custom of the house.
@NullMarked
public final class MissingStatementTimeout implements Rule {
  @Override
  public String id() {
    return "missing-statement-timeout";
  }

  @Override
  public void finish(ScriptScene script, Judgement judgement) {
    for (SeenStatement statement : script.withoutStatementTimeout()) {
      List<WorkEffect> work =
          statement.effects().work().stream()
              .filter(each -> !each.relation().fresh() && each.likelihood().isCertain())
              .toList();
      if (!work.isEmpty()) {
        QualifiedName table = work.getFirst().relation().name();
        judgement
            .hazard(
                script,
                statement.span(),
                "It works through "
                    + table
                    + " as long as its size demands, holding its locks: nothing ends it after a"
                    + " bounded time.")
            .claims(List.of(), work)
            .about(table)
            .safe("SET statement_timeout = '5min'", Quoted.whole(script, statement))
            .advice(
                "Set statement_timeout to the longest time in which the statement may hold its"
                    + " locks.")
            .report();
        return;
      }
    }
  }
}
