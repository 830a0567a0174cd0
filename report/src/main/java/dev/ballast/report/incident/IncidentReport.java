package dev.ballast.report.incident;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Durations;
import dev.ballast.evidence.ExitCode;
import dev.ballast.observe.incident.Incident;
import dev.ballast.observe.incident.Timeline;
import dev.ballast.observe.incident.TimelineEntry;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.report.alert.RemedyLines;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.event.EventDetail;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One incident: its alerts, what changed before, and all that happened in order of time.
///
/// @param incomplete why events may be missing from it
public record IncidentReport(Timeline timeline, Optional<String> incomplete, Instant at)
    implements Report {
  public IncidentReport {
    requireNonNull(timeline, "timeline is null");
    requireNonNull(incomplete, "incomplete is null");
    requireNonNull(at, "at is null");
  }

  @Override
  public String schema() {
    return "incident/1";
  }

  /// Found, where it has not ended.
  @Override
  public ExitCode exit() {
    return timeline.incident().endedAt().isPresent() ? ExitCode.DONE : ExitCode.FOUND;
  }

  /// As a document for a review.
  public String markdown() {
    return new IncidentMarkdown(this).text();
  }

  /// Since when, and for how long.
  String duration() {
    Incident incident = timeline.incident();
    return incident
        .endedAt()
        .map(
            end ->
                "from %s to %s, %s"
                    .formatted(
                        incident.since(),
                        end,
                        Durations.text(Duration.between(incident.since(), end))))
        .orElseGet(
            () ->
                "since %s, for %s so far"
                    .formatted(
                        incident.since(), Durations.text(Duration.between(incident.since(), at))));
  }

  @Override
  public void print(Page page) {
    Incident incident = timeline.incident();
    Alert root = incident.root();
    page.heading(root.target() + ": " + root.condition().summary());
    page.line(duration());
    for (Alert effect : incident.effects()) {
      page.line("  and so: " + effect.condition().summary() + "  (" + effect.check() + ")");
    }
    incomplete.ifPresent(why -> page.line("  events may be missing, because " + why));
    page.blank();
    page.line(
        timeline.suspects().isEmpty()
            ? "Nothing that Ballast sees was changed within an hour before."
            : "Changed within an hour before, the latest first:");
    timeline.suspects().forEach(suspect -> page.line("  " + suspect.at() + "  " + suspect.text()));
    page.blank();
    for (TimelineEntry entry : timeline.entries()) {
      page.line(entry.at() + "  " + entry.text());
      for (EventDetail detail : entry.evidence()) {
        page.line("    " + detail.name() + ": " + detail.value());
      }
    }
    if (root.open()) {
      page.blank();
      page.line("What ends it:");
      RemedyLines.print(page, root.condition().remedies());
    }
  }
}
