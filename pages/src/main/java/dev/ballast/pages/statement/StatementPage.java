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
/// @param tables that it reads
/// @param alerts that are open about it
public record StatementPage(
    String target,
    String queryId,
    String databases,
    String verdict,
    String text,
    Optional<String> textNote,
    Parameters parameters,
    List<TimeChart> charts,
    Callers callers,
    Plans plans,
    List<String> tables,
    List<AlertsPage.Row> alerts) {
  public StatementPage {
    requireNonNull(target, "target is null");
    requireNonNull(queryId, "queryId is null");
    requireNonNull(databases, "databases is null");
    requireNonNull(verdict, "verdict is null");
    requireNonNull(text, "text is null");
    requireNonNull(textNote, "textNote is null");
    requireNonNull(parameters, "parameters is null");
    charts = List.copyOf(charts);
    requireNonNull(callers, "callers is null");
    requireNonNull(plans, "plans is null");
    tables = List.copyOf(tables);
    alerts = List.copyOf(alerts);
  }

  /// What a call gives values for.
  ///
  /// @param types of the first, the second and so on
  /// @param unknown why they are not known; follows "because"
  public record Parameters(List<String> types, Optional<String> unknown) {
    public Parameters {
      types = List.copyOf(types);
      requireNonNull(unknown, "unknown is null");
    }
  }

  /// Who runs it, by samples of sessions.
  ///
  /// @param note how many samples that rests on, or why there are none; a sentence
  public record Callers(List<Caller> rows, String note) {
    public Callers {
      rows = List.copyOf(rows);
      requireNonNull(note, "note is null");
    }
  }

  /// An application and a role.
  ///
  /// @param application as it names itself
  /// @param share of the samples of the statement, from 0 to 1
  public record Caller(String application, String user, double share, String samples) {
    public Caller {
      requireNonNull(application, "application is null");
      requireNonNull(user, "user is null");
      requireNonNull(samples, "samples is null");
    }
  }
}
