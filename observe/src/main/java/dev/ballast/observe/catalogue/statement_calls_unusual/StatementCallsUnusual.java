package dev.ballast.observe.catalogue.statement_calls_unusual;

import dev.ballast.observe.anomaly.Expectation;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.check.UnusualCheck;
import dev.ballast.observe.usual.Unusual;
import dev.ballast.observe.usual.UsualFigure;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A statement that is called more often than usual.
@NullMarked
public final class StatementCallsUnusual extends UnusualCheck {
  public StatementCallsUnusual() {
    super("statement-calls-unusual", Topic.STATEMENTS, UsualFigure.STATEMENT_CALLS);
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("commits-unusual");
  }

  @Override
  protected String says(Unusual unusual, String figure) {
    return "statement %s of database %s is called %s"
        .formatted(
            unusual.subject().value("queryid").orElse(""),
            unusual.subject().value("database").orElse(""),
            figure);
  }

  @Override
  protected String written(double value) {
    return Expectation.digits(value) + "/s";
  }

  @Override
  protected void complete(SymptomDraft draft, Unusual unusual, Observed observed) {
    observed.entities("statement").stream()
        .filter(each -> each.labels().equals(unusual.subject()))
        .findFirst()
        .flatMap(each -> observed.state().detail().text(each.figures()))
        .filter(text -> !text.text().isEmpty())
        .ifPresent(text -> draft.with("statement", text.text()));
    draft.remedy(
        "See which statements are called most, and since when",
        "SELECT calls, queryid, query FROM pg_stat_statements ORDER BY calls DESC LIMIT 10;");
  }
}
