package dev.ballast.report.alert;

import static java.util.Objects.requireNonNull;

import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.time.Instant;
import java.util.List;

/// A mute that was made.
///
/// @param passing open alerts that it is about and does not silence, since they are pages
public record MuteReport(MuteLine mute, List<AlertLine> passing, Instant at) implements Report {
  public MuteReport {
    requireNonNull(mute, "mute is null");
    passing = List.copyOf(passing);
    requireNonNull(at, "at is null");
  }

  @Override
  public String schema() {
    return "alert-mute/1";
  }

  @Override
  public void print(Page page) {
    page.line(mute.about() + ": " + mute.text());
    if (!passing.isEmpty()) {
      page.line("These are pages, which it does not mute; --pages does:");
      passing.forEach(alert -> alert.print(page, at));
    }
  }
}
