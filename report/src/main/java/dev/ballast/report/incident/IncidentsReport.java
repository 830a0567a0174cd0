package dev.ballast.report.incident;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Counted;
import dev.ballast.evidence.Durations;
import dev.ballast.evidence.ExitCode;
import dev.ballast.observe.incident.Incident;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.report.alert.AlertLine;
import dev.ballast.store.alert.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// What is wrong at the targets of a node, by its cause.
///
/// @param notes how many more are notes only, and are left out
public record IncidentsReport(List<Incident> incidents, int notes, Instant at) implements Report {
  public IncidentsReport {
    incidents = List.copyOf(incidents);
    requireNonNull(at, "at is null");
  }

  /// Those that somebody has to act on.
  public static IncidentsReport withoutNotes(List<Incident> all, Instant at) {
    List<Incident> some =
        all.stream().filter(incident -> incident.urgency() != Urgency.NOTE).toList();
    return new IncidentsReport(some, all.size() - some.size(), at);
  }

  @Override
  public String schema() {
    return "incidents/1";
  }

  /// Found, where one has not ended.
  @Override
  public ExitCode exit() {
    return incidents.stream().allMatch(incident -> incident.endedAt().isPresent())
        ? ExitCode.DONE
        : ExitCode.FOUND;
  }

  @Override
  public void print(Page page) {
    if (incidents.isEmpty()) {
      page.line("No incident.");
    } else {
      page.table(
          List.of("incident", "urgency", "target", "for", "alerts", "what"),
          incidents.stream().map(this::row).toList());
    }
    if (notes > 0) {
      page.line(Counted.of(notes, "more is a note only", "more are notes only") + ": --notes");
    }
  }

  private List<String> row(Incident incident) {
    return List.of(
        AlertLine.shortId(incident.root().id()),
        incident.urgency().name().toLowerCase(Locale.ROOT),
        incident.root().target(),
        Durations.text(Duration.between(incident.since(), incident.endedAt().orElse(at)))
            + (incident.endedAt().isPresent() ? ", ended" : ""),
        Integer.toString(incident.alerts().size()),
        incident.root().condition().summary());
  }
}
