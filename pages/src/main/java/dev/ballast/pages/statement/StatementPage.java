package dev.ballast.pages.statement;

import static java.util.Objects.requireNonNull;

import dev.ballast.pages.chart.TimeChart;
import dev.ballast.pages.work.AlertsPage;
import java.util.List;
import java.util.Optional;

/// One statement of a target.
///
/// @param verdict what it takes of the whole, as a sentence
/// @param text as it is shown; empty where none is known
/// @param textNote why there is no text, or not all of it
/// @param plan how the server would run it
/// @param planMissing why no plan is known
/// @param tables that it reads
/// @param alerts that are open about it
public record StatementPage(
    String target,
    String queryId,
    String databases,
    String verdict,
    String text,
    Optional<String> textNote,
    List<TimeChart> charts,
    Optional<String> plan,
    Optional<String> planMissing,
    List<String> tables,
    List<AlertsPage.Row> alerts) {
  public StatementPage {
    requireNonNull(target, "target is null");
    requireNonNull(queryId, "queryId is null");
    requireNonNull(databases, "databases is null");
    requireNonNull(verdict, "verdict is null");
    requireNonNull(text, "text is null");
    requireNonNull(textNote, "textNote is null");
    charts = List.copyOf(charts);
    requireNonNull(plan, "plan is null");
    requireNonNull(planMissing, "planMissing is null");
    tables = List.copyOf(tables);
    alerts = List.copyOf(alerts);
  }
}
