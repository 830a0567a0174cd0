package dev.ballast.report.vault;

import dev.ballast.evidence.Finding;
import dev.ballast.report.Page;
import java.util.List;

/// Findings in human-readable form: what, where, and what fixes it.
public final class FindingTable {
  private FindingTable() {}

  public static void print(Page page, List<Finding> findings) {
    for (Finding finding : findings) {
      String word = finding.severity().name().toLowerCase(java.util.Locale.ROOT);
      String coloured =
          switch (finding.severity()) {
            case INFO -> word;
            case WARNING -> page.style().yellow(word);
            case ERROR -> page.style().red(word);
          };
      page.line(
          coloured
              + ": "
              + finding.subject()
              + ": "
              + finding.message()
              + " ("
              + finding.id()
              + ")");
      finding.remedy().ifPresent(r -> r.lines().forEach(line -> page.line("    " + line)));
    }
  }
}
