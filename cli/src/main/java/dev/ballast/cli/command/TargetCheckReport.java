package dev.ballast.cli.command;

import dev.ballast.cli.frame.Page;
import dev.ballast.cli.frame.Report;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Finding;
import dev.ballast.evidence.Severity;
import dev.ballast.evidence.Verdict;
import dev.ballast.targets.check.CheckResult;
import dev.ballast.targets.check.TargetReport;
import java.util.List;
import java.util.Optional;

/// What the checks of some targets concluded.
///
/// @param outcome how the command ends: `done`, `found` or `unreachable`
public record TargetCheckReport(List<TargetReport> targets, ExitCode outcome) implements Report {
  private static final String INDENT = "    ";

  public TargetCheckReport {
    targets = List.copyOf(targets);
  }

  /// A target that admitted no session goes before any finding: its checks say nothing of it.
  static TargetCheckReport of(List<TargetReport> targets, TargetCheckCommand.Threshold threshold) {
    boolean unreachable = targets.stream().anyMatch(target -> target.server().isEmpty());
    boolean found =
        targets.stream()
            .anyMatch(
                target ->
                    count(target, Verdict.Undecided.class) > 0
                        || target.findings().stream()
                            .anyMatch(finding -> threshold.isReachedBy(finding.severity())));
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
    for (CheckResult check : target.checks()) {
      check.findings().forEach(finding -> print(page, finding));
      if (check.verdict() instanceof Verdict.Undecided(String reason)) {
        page.blank();
        page.line(page.style().yellow("UNDECIDED") + "  " + check.id());
        page.line(INDENT + reason);
      }
    }
  }

  private static void print(Page page, Finding finding) {
    page.blank();
    page.line(word(page, finding.severity()) + "  " + finding.id() + "  " + finding.subject());
    page.line(INDENT + finding.message());
    Optional<String> remedy = finding.remedy();
    if (remedy.isPresent()) {
      page.line(INDENT + "to mend it:");
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
