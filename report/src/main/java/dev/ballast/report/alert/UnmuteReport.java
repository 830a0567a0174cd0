package dev.ballast.report.alert;

import dev.ballast.report.Page;
import dev.ballast.report.Report;

/// A mute that was ended.
public record UnmuteReport(long mute) implements Report {
  @Override
  public String schema() {
    return "alert-unmute/1";
  }

  @Override
  public void print(Page page) {
    page.line("Mute " + mute + " has ended.");
  }
}
