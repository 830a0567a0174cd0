package dev.ballast.report.target;

import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Finding;
import dev.ballast.evidence.Severity;
import dev.ballast.evidence.Verdict;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.targets.check.TargetCheckResult;
import dev.ballast.targets.check.TargetReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the checks of some targets concluded.
///
/// @param outcome how the command ends: `done`, `found` or `unreachable`
public record TargetCheckReport(List<TargetReport> targets, ExitCode outcome) implements Report {
  private static final String INDENT = "    ";
  private static final int LINE_LENGTH = 90;

  public TargetCheckReport {
    targets = List.copyOf(targets);
  }

  /// A target that admitted no session goes before any finding: its checks say nothing of it.
  ///
  /// @param threshold the least severity of a finding that counts
  public static TargetCheckReport of(List<TargetReport> targets, Severity threshold) {
    boolean unreachable = targets.stream().anyMatch(target -> target.server().isEmpty());
    boolean found =
        targets.stream()
            .anyMatch(
                target ->
                    count(target, Verdict.Undecided.class) > 0
                        || target.findings().stream()
                            .anyMatch(finding -> finding.severity().compareTo(threshold) >= 0));
    return new TargetCheckReport(
        targets, unreachable ? ExitCode.UNREACHABLE : found ? ExitCode.FOUND : ExitCode.DONE);
  }

  @Override
  public String schema() {
    return "target-check/1";
  }

  @Override
  public ExitCode exit() {
    return outcome;
  }

  @Override
  public void print(Page page) {
    for (int i = 0; i < targets.size(); i++) {
      if (i > 0) {
        page.blank();
      }
      print(page, targets.get(i));
    }
    if (targets.isEmpty()) {
      page.line("no targets are configured");
    }
  }

  private static void print(Page page, TargetReport target) {
    page.heading(
        target.target()
            + ": "
            + target.address()
            + target.server().map(version -> ", PostgreSQL " + version).orElse(""));
    page.line(
        "%d checks: %d proved, %d refuted, %d undecided"
            .formatted(
                target.checks().size(),
                count(target, Verdict.Proved.class),
                count(target, Verdict.Refuted.class),
                count(target, Verdict.Undecided.class)));
    target.findings().stream()
        .sorted(Comparator.comparing(Finding::severity).reversed())
        .forEach(finding -> print(page, finding));
    undecided(target)
        .forEach(
            (reason, ids) -> {
              page.blank();
              page.line(page.style().yellow("UNDECIDED") + "  " + reason);
              wrapped(ids).forEach(line -> page.line(INDENT + line));
            });
  }

  /// The checks that could not look, by the reason why.
  private static Map<String, List<String>> undecided(TargetReport target) {
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    for (TargetCheckResult check : target.checks()) {
      if (check.verdict() instanceof Verdict.Undecided(String reason, var causes)) {
        byReason.computeIfAbsent(reason, first -> new ArrayList<>()).add(check.id());
      }
    }
    return byReason;
  }

  private static List<String> wrapped(List<String> words) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : words) {
      if (line.length() + word.length() > LINE_LENGTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static void print(Page page, Finding finding) {
    page.blank();
    page.line(word(page, finding.severity()) + "  " + finding.id() + "  " + finding.subject());
    page.line(INDENT + finding.message());
    Optional<String> remedy = finding.remedy();
    if (remedy.isPresent()) {
      page.line(INDENT + "to fix it:");
      remedy.get().lines().forEach(line -> page.line(INDENT + INDENT + line));
    }
  }

  private static String word(Page page, Severity severity) {
    return switch (severity) {
      case INFO -> page.style().dim("INFO     ");
      case WARNING -> page.style().yellow("WARNING  ");
      case ERROR -> page.style().red("ERROR    ");
    };
  }

  private static long count(TargetReport target, Class<? extends Verdict> kind) {
    return target.checks().stream().filter(check -> kind.isInstance(check.verdict())).count();
  }
}
