package dev.ballast.server.api;

import dev.ballast.observe.incident.Incident;
import java.util.List;

/// Alerts grouped by their cause, the most urgent first.
public record IncidentsView(List<Incident> incidents) {
  public IncidentsView {
    incidents = List.copyOf(incidents);
  }
}
