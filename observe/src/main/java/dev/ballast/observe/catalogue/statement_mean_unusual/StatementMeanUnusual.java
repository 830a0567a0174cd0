package dev.ballast.observe.catalogue.statement_mean_unusual;

import dev.ballast.observe.anomaly.Expectation;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.check.UnusualCheck;
import dev.ballast.observe.usual.Unusual;
import dev.ballast.observe.usual.UsualFigure;
import dev.ballast.sql.tree.QualifiedName;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A statement that takes longer than it usually does.
@NullMarked
public final class StatementMeanUnusual extends UnusualCheck {
  private static final double MILLIS = 1000;

  public StatementMeanUnusual() {
    super("statement-mean-unusual", Topic.STATEMENTS, UsualFigure.STATEMENT_MEAN);
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
  protected String says(Unusual unusual, String figure) {
    return "statement %s of database %s takes %s on average"
        .formatted(
            unusual.subject().value("queryid").orElse(""),
            unusual.subject().value("database").orElse(""),
            figure);
  }

  @Override
  protected String written(double value) {
    return Expectation.digits(value * MILLIS) + " ms";
  }

  @Override
  protected void complete(SymptomDraft draft, Unusual unusual, Observed observed) {
    observed.entities("statement").stream()
        .filter(each -> each.labels().equals(unusual.subject()))
        .findFirst()
        .flatMap(each -> observed.state().detail().text(each.figures()))
        .filter(text -> !text.text().isEmpty())
        .ifPresent(text -> draft.with("statement", text.text()));
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
