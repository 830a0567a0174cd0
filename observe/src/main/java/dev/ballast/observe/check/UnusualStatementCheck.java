package dev.ballast.observe.check;

import dev.ballast.observe.usual.Unusual;
import dev.ballast.observe.usual.UsualFigure;
import java.util.Set;

/// A check whether a figure of a statement left what is usual. Its text is evidence.
public abstract class UnusualStatementCheck extends UnusualCheck {
  protected UnusualStatementCheck(String name, UsualFigure figure) {
    super(name, Topic.STATEMENTS, figure);
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "queryid");
  }

  @Override
  protected final String says(Unusual unusual, String figure) {
    return "statement %s of database %s %s"
        .formatted(
            unusual.subject().value("queryid").orElse(""),
            unusual.subject().value("database").orElse(""),
            does(figure));
  }

  /// What the statement does, after its name.
  protected abstract String does(String figure);

  @Override
  protected final void complete(SymptomDraft draft, Unusual unusual, Observed observed) {
    observed.entities(StatementUse.FAMILY).stream()
        .filter(each -> each.labels().equals(unusual.subject()))
        .findFirst()
        .flatMap(each -> observed.state().detail().text(each.figures()))
        .filter(text -> !text.text().isEmpty())
        .ifPresent(text -> draft.with("statement", text.text()));
    remedy(draft, unusual);
  }

  /// Adds what to do.
  protected abstract void remedy(SymptomDraft draft, Unusual unusual);
}
