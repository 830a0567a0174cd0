package dev.ballast.observe.catalogue.statement_mean_unusual;

import dev.ballast.observe.anomaly.Expectation;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.UnusualStatementCheck;
import dev.ballast.observe.usual.Unusual;
import dev.ballast.observe.usual.UsualFigure;
import dev.ballast.sql.tree.QualifiedName;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A statement that takes longer than it usually does.
@NullMarked
public final class StatementMeanUnusual extends UnusualStatementCheck {
  private static final double MILLIS = 1000;

  public StatementMeanUnusual() {
    super("statement-mean-unusual", UsualFigure.STATEMENT_MEAN);
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of(
        "statement-slow",
        "statement-slower",
        "lock-wait-long",
        "sessions-blocked",
        "ddl-lock-queue",
        "host-cpu-busy",
        "host-io-pressure");
  }

  @Override
  protected String does(String figure) {
    return "takes " + figure + " on average";
  }

  @Override
  protected String written(double value) {
    return Expectation.digits(value * MILLIS) + " ms";
  }

  @Override
  protected void remedy(SymptomDraft draft, Unusual unusual) {
    draft
        .remedy(
            "See its calls, times and reads",
            "SELECT * FROM pg_stat_statements WHERE queryid = %s;"
                .formatted(unusual.subject().value("queryid").orElse("")))
        .remedy(
            "Let the planner see the data as they are",
            "ANALYZE; -- in database %s"
                .formatted(QualifiedName.of(unusual.subject().value("database").orElse(""))));
  }
}
