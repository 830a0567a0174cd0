package dev.ballast.report.incident;

import dev.ballast.observe.incident.Incident;
import dev.ballast.observe.incident.Timeline;
import dev.ballast.observe.incident.TimelineEntry;
import dev.ballast.report.MarkdownText;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.Remedy;
import dev.ballast.store.event.EventDetail;
import java.util.Locale;

/// An incident as a document for a review. Names from a database cannot mean anything in it.
final class IncidentMarkdown {
  private final IncidentReport report;
  private final Timeline timeline;
  private final StringBuilder text = new StringBuilder();

  IncidentMarkdown(IncidentReport report) {
    this.report = report;
    this.timeline = report.timeline();
  }

  String text() {
    Incident incident = timeline.incident();
    Alert root = incident.root();
    line("# Incident at " + MarkdownText.name(root.target()));
    line("");
    line(MarkdownText.sentence(root.condition().summary()) + ".");
    line(MarkdownText.sentence("It lasted " + report.duration()) + ".");
    report
        .incomplete()
        .ifPresent(why -> line("Events may be missing, because " + MarkdownText.sentence(why)));
    line("");
    line("## Alerts");
    line("");
    line("| check | urgency | raised | resolved | summary |");
    line("|---|---|---|---|---|");
    incident.alerts().forEach(this::row);
    suspects();
    entries();
    remedies(root);
    line("## For the review");
    line("");
    line("- What would have prevented it?");
    line("- What would have shown it earlier?");
    line("- Who does what until when?");
    return text.toString();
  }

  private void row(Alert alert) {
    line(
        "| %s | %s | %s | %s | %s |"
            .formatted(
                MarkdownText.name(alert.check()),
                alert.urgency().name().toLowerCase(Locale.ROOT),
                alert.raisedAt(),
                alert.resolvedAt().map(Object::toString).orElse("not yet"),
                MarkdownText.sentence(alert.condition().summary())));
  }

  private void suspects() {
    line("");
    line("## Changed within an hour before");
    line("");
    if (timeline.suspects().isEmpty()) {
      line("Nothing that Ballast sees.");
    }
    for (TimelineEntry suspect : timeline.suspects()) {
      line("- " + suspect.at() + ": " + MarkdownText.sentence(suspect.text()));
    }
  }

  private void entries() {
    line("");
    line("## Time line");
    line("");
    line("| at | what | evidence |");
    line("|---|---|---|");
    for (TimelineEntry entry : timeline.entries()) {
      StringBuilder evidence = new StringBuilder();
      for (EventDetail detail : entry.evidence()) {
        evidence
            .append(evidence.isEmpty() ? "" : "<br>")
            .append(MarkdownText.sentence(detail.name() + ": " + detail.value()));
      }
      line("| %s | %s | %s |".formatted(entry.at(), MarkdownText.sentence(entry.text()), evidence));
    }
    line("");
  }

  private void remedies(Alert root) {
    if (root.condition().remedies().isEmpty()) {
      return;
    }
    line("## What ends it");
    line("");
    for (Remedy remedy : root.condition().remedies()) {
      line(MarkdownText.sentence(remedy.what()) + ":");
      line("");
      text.append(MarkdownText.code("sql", remedy.command()));
      line("");
    }
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
