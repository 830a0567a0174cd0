package dev.ballast.rules.catalogue.concurrently_waits;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.rules.locks.Concurrently;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// More than one CONCURRENTLY in a script. What builds and drops the same index counts once.
@NullMarked
public final class ConcurrentlyWaits implements Rule {
  @Override
  public String id() {
    return "concurrently-waits";
  }

  @Override
  public void finish(ScriptScene script, Judgement judgement) {
    List<SeenStatement> waiting =
        script.seen().stream()
            .filter(each -> each.effects().waitsForOlderTransactions())
            .filter(each -> Concurrently.concurrent(each.statement()).isPresent())
            .toList();
    if (waiting.size() < 2) {
      return;
    }
    judgement
        .hazard(
            script,
            waiting.get(1).span(),
            "This script has "
                + waiting.size()
                + " CONCURRENTLY statements, and each waits for every transaction in the database"
                + " that is older than it: one long report holds up all of them in turn.")
        .safe(
            "-- before it, look for what it would wait for:",
            "SELECT pid, xact_start, state, query FROM pg_stat_activity"
                + " WHERE xact_start < now() - interval '1 minute'")
        .advice("Put each into a script of its own, so that a second try begins where it failed.")
        .report();
  }
}
