package dev.ballast.report.change;

import dev.ballast.change.check.CheckResult;
import dev.ballast.change.check.LockClaim;
import dev.ballast.change.check.MigrationFinding;
import dev.ballast.change.check.RepeatedFinding;
import dev.ballast.change.check.WorkClaim;
import dev.ballast.evidence.Counted;
import dev.ballast.evidence.Severity;
import java.util.ArrayList;
import java.util.List;

/// What every form says of a finding, in the same words.
final class Sentences {
  private Sentences() {}

  /// `3 errors, 1 warning, 0 remarks in 14 statements of 2 files`; causes are counted, and the
  /// places of all of them where these are more.
  static String summary(CheckResult result) {
    List<RepeatedFinding> causes = result.causes();
    String places =
        result.findings().size() == causes.size()
            ? ""
            : " at " + result.findings().size() + " places";
    if (result.migrations() == 0 && result.history() > 0) {
      return causes.isEmpty()
          ? "no migration is new, %s history".formatted(are(result.history()))
          : found(causes, places) + ", and no migration is new";
    }
    String found = found(causes, places);
    String of =
        " in "
            + counted(result.statements(), "statement")
            + " of "
            + counted(result.files(), "file")
            + " ("
            + result.tool().title()
            + ", PostgreSQL "
            + result.major()
            + ")";
    return found + of;
  }

  private static String found(List<RepeatedFinding> causes, String places) {
    return causes.isEmpty()
        ? "nothing found"
        : counted(count(causes, Severity.ERROR), "error")
            + ", "
            + counted(count(causes, Severity.WARNING), "warning")
            + ", "
            + counted(count(causes, Severity.INFO), "remark")
            + places;
  }

  private static String are(int number) {
    return number == 1 ? "1 is" : number + " are";
  }

  private static long count(List<RepeatedFinding> causes, Severity severity) {
    return causes.stream().filter(cause -> cause.severity() == severity).count();
  }

  static String notAnalysable(CheckResult result) {
    return result.notAnalysable()
        + " of "
        + counted(result.statements(), "statement")
        + " not analysable, each reported with the reason";
  }

  static String counted(long number, String noun) {
    return Counted.of(number, noun);
  }

  /// `orders ACCESS EXCLUSIVE, customers SHARE ROW EXCLUSIVE (unless ...)`; empty where there is
  /// none.
  static String locks(MigrationFinding finding) {
    List<String> told = new ArrayList<>();
    for (LockClaim lock : finding.locks()) {
      told.add(lock.relation() + " " + lock.mode() + condition(lock.condition().orElse("")));
    }
    return String.join(", ", told);
  }

  /// `rewrites orders, reads customers`; empty where there is none.
  static String work(MigrationFinding finding) {
    List<String> told = new ArrayList<>();
    for (WorkClaim work : finding.work()) {
      String verb =
          switch (work.kind()) {
            case "rewrite" -> "rewrites all of ";
            case "scan" -> "reads all of ";
            case "index build" -> "builds ";
            default -> "empties ";
          };
      told.add(verb + work.relation() + condition(work.condition().orElse("")));
    }
    return String.join(", ", told);
  }

  private static String condition(String condition) {
    return condition.isEmpty() ? "" : " (" + condition + ")";
  }

  /// A safe form as a script: statements end with semicolons, remarks stay remarks.
  static List<String> script(MigrationFinding finding) {
    List<String> lines = new ArrayList<>();
    for (String step : finding.safe()) {
      String line = step.startsWith("--") || step.endsWith(";") ? step : step + ";";
      lines.addAll(line.lines().toList());
    }
    return lines;
  }

  /// All of a finding in plain lines, for forms without a layout of their own.
  static String whole(RepeatedFinding repeated) {
    MigrationFinding finding = repeated.first();
    StringBuilder text = new StringBuilder(finding.what());
    if (!repeated.others().isEmpty()) {
      text.append("\nAlso: ").append(Places.others(repeated)).append('.');
    }
    if (!locks(finding).isEmpty()) {
      text.append("\nLocks: ").append(locks(finding)).append('.');
    }
    if (!work(finding).isEmpty()) {
      text.append("\nWork: ").append(work(finding)).append('.');
    }
    if (!finding.advice().isEmpty()) {
      text.append('\n').append(finding.advice());
    }
    if (!finding.safe().isEmpty()) {
      text.append("\nWrite instead:\n").append(String.join("\n", script(finding)));
    }
    return text.toString();
  }
}
