package dev.ballast.pages.work;

import static java.util.Objects.requireNonNull;

import dev.ballast.pages.chart.LaneChart;
import dev.ballast.pages.chart.TimeChart;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What happened, in which order, and what may have been its reason.
///
/// @param charts what the root measures, where that is stored, and what sessions did
/// @param members when each alert of it fired and was resolved
/// @param suspects what somebody changed before it began, the latest first
/// @param incomplete why some of it may be missing
/// @param markdown the same for a review
public record IncidentPage(
    AlertsPage.Row root,
    String lasted,
    List<TimeChart> charts,
    LaneChart members,
    List<Entry> suspects,
    List<Entry> entries,
    List<Fact> evidence,
    Optional<String> incomplete,
    String markdown) {
  public IncidentPage {
    requireNonNull(root, "root is null");
    requireNonNull(lasted, "lasted is null");
    charts = List.copyOf(charts);
    requireNonNull(members, "members is null");
    suspects = List.copyOf(suspects);
    entries = List.copyOf(entries);
    evidence = List.copyOf(evidence);
    requireNonNull(incomplete, "incomplete is null");
    requireNonNull(markdown, "markdown is null");
  }

  /// One line of the time line.
  public record Entry(Instant at, String kind, String what, List<Fact> evidence) {
    public Entry {
      requireNonNull(at, "at is null");
      requireNonNull(kind, "kind is null");
      requireNonNull(what, "what is null");
      evidence = List.copyOf(evidence);
    }
  }
}
