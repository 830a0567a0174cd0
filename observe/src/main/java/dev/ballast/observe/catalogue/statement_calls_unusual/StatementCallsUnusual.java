package dev.ballast.observe.catalogue.statement_calls_unusual;

import dev.ballast.observe.anomaly.Expectation;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.UnusualStatementCheck;
import dev.ballast.observe.usual.Unusual;
import dev.ballast.observe.usual.UsualFigure;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A statement that is called more often than usual.
@NullMarked
public final class StatementCallsUnusual extends UnusualStatementCheck {
  public StatementCallsUnusual() {
    super("statement-calls-unusual", UsualFigure.STATEMENT_CALLS);
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("commits-unusual");
  }

  @Override
  protected String does(String figure) {
    return "is called " + figure;
  }

  @Override
  protected String written(double value) {
    return Expectation.digits(value) + "/s";
  }

  @Override
  protected void remedy(SymptomDraft draft, Unusual unusual) {
    draft.remedy(
        "See which statements are called most, and since when",
        "SELECT calls, queryid, query FROM pg_stat_statements ORDER BY calls DESC LIMIT 10;");
  }
}
