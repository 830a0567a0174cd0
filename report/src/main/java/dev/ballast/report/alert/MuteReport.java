package dev.ballast.report.alert;

import static java.util.Objects.requireNonNull;

import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A mute that was made or extended.
///
/// @param extended whether one of the same alerts was in force, and is extended
/// @param passing open alerts that it is about and does not silence, since they are pages
/// @param unknown why it may be about nothing
public record MuteReport(
    MuteLine mute, boolean extended, List<AlertLine> passing, Optional<String> unknown, Instant at)
    implements Report {
  public MuteReport {
    requireNonNull(mute, "mute is null");
    passing = List.copyOf(passing);
    requireNonNull(unknown, "unknown is null");
    requireNonNull(at, "at is null");
  }

  @Override
  public String schema() {
    return "alert-mute/1";
  }

  @Override
  public void print(Page page) {
    page.line(
        mute.about() + ": " + mute.text() + (extended ? "; it was in force, and is extended" : ""));
    unknown.ifPresent(why -> page.line("Note: " + why));
    if (!passing.isEmpty()) {
      page.line("These are pages, which it does not mute; --pages does:");
      passing.forEach(alert -> alert.print(page, at));
    }
  }
}
