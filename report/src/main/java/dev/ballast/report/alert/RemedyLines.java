package dev.ballast.report.alert;

import dev.ballast.report.Page;
import dev.ballast.store.alert.Remedy;
import java.util.List;

/// What ends something that is wrong, with commands that can be copied.
public final class RemedyLines {
  private RemedyLines() {}

  /// Below the line that says what is wrong.
  public static void print(Page page, List<Remedy> remedies) {
    for (Remedy remedy : remedies) {
      page.line("  " + remedy.what() + ":");
      remedy.command().lines().forEach(line -> page.line("    " + line));
    }
  }
}
