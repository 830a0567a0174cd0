package dev.ballast.cli.command;

import dev.ballast.cli.frame.Page;
import dev.ballast.evidence.Finding;
import java.util.List;

/// Findings as people read them: what, where, and what mends it.
final class FindingTable {
  private FindingTable() {}

  static void print(Page page, List<Finding> findings) {
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
