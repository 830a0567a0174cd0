package dev.ballast.report.incident;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Page;
import dev.ballast.report.Report;

/// An incident whose text form is Markdown.
public record IncidentDocument(IncidentReport incident) implements Report {
  public IncidentDocument {
    requireNonNull(incident, "incident is null");
  }

  @Override
  public String schema() {
    return incident.schema();
  }

  @Override
  public ExitCode exit() {
    return incident.exit();
  }

  @Override
  public void print(Page page) {
    page.document(incident.markdown());
  }
}
