package dev.ballast.report.change;

import dev.ballast.change.check.Cause;
import dev.ballast.change.check.CheckResult;
import dev.ballast.change.check.MigrationFinding;
import dev.ballast.change.check.RepeatedFinding;
import dev.ballast.evidence.Severity;
import dev.ballast.report.Page;
import dev.ballast.report.Style;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What a reader of a check must know first: what must be changed before merge, one line each, and
/// how much was read.
final class CheckSummary {
  /// So many lines of findings; the rest are counted.
  private static final int LINES = 60;

  private static final int TABLES = 4;

  private CheckSummary() {}

  static void print(Page page, CheckResult result, Threshold threshold) {
    List<RepeatedFinding> causes = result.causes();
    List<RepeatedFinding> blocking = causes.stream().filter(threshold::isReachedBy).toList();
    if (!blocking.isEmpty()) {
      page.heading("must be changed before merge:");
      files(page, blocking.stream().limit(LINES).toList());
      if (blocking.size() > LINES) {
        page.line("  " + leftOut(blocking.subList(LINES, blocking.size())));
      }
      page.blank();
    } else if (!causes.isEmpty()) {
      page.line("nothing must be changed before merge");
    }
    result.remarks().forEach(remark -> page.line(page.style().yellow("remark: ") + remark));
    if (result.notAnalysable() > 0) {
      page.line(page.style().yellow(Sentences.notAnalysable(result)));
    }
    page.line(Sentences.summary(result));
  }

  private static void files(Page page, List<RepeatedFinding> findings) {
    int digits = findings.stream().mapToInt(each -> lineNumber(each).length()).max().orElse(1);
    Map<String, List<RepeatedFinding>> byFile =
        findings.stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.first().file(), LinkedHashMap::new, Collectors.toList()));
    byFile.forEach(
        (file, here) -> {
          page.line("  " + page.style().bold(file));
          here.forEach(each -> page.line("    " + row(page.style(), each, digits)));
        });
  }

  private static String row(Style style, RepeatedFinding finding, int digits) {
    String number = lineNumber(finding);
    return padded(style, finding.severity())
        + "  line "
        + number
        + " ".repeat(digits - number.length())
        + "  "
        + finding.rule()
        + about(finding)
        + count(finding);
  }

  private static String lineNumber(RepeatedFinding finding) {
    return String.valueOf(finding.first().from().line());
  }

  /// As wide as the longest of them: colours take no width.
  private static String padded(Style style, Severity severity) {
    int width = word(Style.PLAIN, severity).length();
    int widest = word(Style.PLAIN, Severity.WARNING).length();
    return word(style, severity) + " ".repeat(widest - width);
  }

  /// The tables, or the database that the script is for, where that is the cause.
  private static String about(RepeatedFinding finding) {
    if (finding.first().cause() instanceof Cause.SameDialect other) {
      return ": looks like " + other.database();
    }
    List<String> tables = Places.tables(finding);
    if (tables.isEmpty()) {
      return "";
    }
    return ": "
        + tables.stream().limit(TABLES).collect(Collectors.joining(", "))
        + (tables.size() > TABLES ? " and " + (tables.size() - TABLES) + " more" : "");
  }

  private static String count(RepeatedFinding finding) {
    if (finding.count() == 1) {
      return "";
    }
    long files = finding.all().stream().map(MigrationFinding::file).distinct().count();
    return " (%d places%s)".formatted(finding.count(), files == 1 ? "" : " in " + files + " files");
  }

  private static String leftOut(List<RepeatedFinding> findings) {
    long files = findings.stream().map(each -> each.first().file()).distinct().count();
    return "and %s more in %s".formatted(findings.size(), Sentences.counted(files, "file"));
  }

  static String word(Style style, Severity severity) {
    return switch (severity) {
      case ERROR -> style.red("error");
      case WARNING -> style.yellow("warning");
      case INFO -> style.dim("info");
    };
  }
}
