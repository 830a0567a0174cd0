package dev.ballast.observe.catalogue.statements_uncounted;

import dev.ballast.observe.ObserveError;
import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// Statements that nobody counts.
@NullMarked
public final class StatementsUncounted extends Check {
  public StatementsUncounted() {
    super("statements-uncounted", Topic.STATEMENTS, Threshold.ifSo(Urgency.NOTE));
  }

  @Override
  public Look look(Observed observed) {
    boolean absent =
        observed
            .family("statement")
            .flatMap(FamilyState::missing)
            .filter(why -> why.code() == ObserveError.STATEMENTS_UNAVAILABLE)
            .isPresent();
    return absent
        ? new Look.Found(
            List.of(
                SymptomDraft.of(
                        Labels.NONE, 1, "statements are not counted: pg_stat_statements is absent")
                    .remedy(
                        "Load it with the next restart, beside what is loaded already",
                        "ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements';")
                    .remedy(
                        "Then create it in the database that the watch connects to",
                        "CREATE EXTENSION pg_stat_statements;")
                    .symptom()))
        : Look.NOTHING;
  }
}
