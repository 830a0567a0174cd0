package dev.ballast.report.alert;

import dev.ballast.report.Page;
import dev.ballast.store.event.EventDetail;
import java.util.List;

/// What was measured of something that is wrong.
public final class EvidenceLines {
  private EvidenceLines() {}

  /// Below the line that says what is wrong; a value of several lines, such as a plan, begins below
  /// its name.
  public static void print(Page page, List<EventDetail> evidence) {
    for (EventDetail detail : evidence) {
      List<String> lines = detail.value().lines().toList();
      if (lines.size() <= 1) {
        page.line("  " + detail.name() + ": " + detail.value());
      } else {
        page.line("  " + detail.name() + ":");
        lines.forEach(line -> page.line("    " + line));
      }
    }
  }
}
