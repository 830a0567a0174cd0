package dev.ballast.report.change;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ballast.change.check.CheckResult;
import dev.ballast.change.check.Fixes;
import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.util.List;

/// What a check of migrations found.
///
/// @param outcome how the command ends: `done` or `found`
/// @param fixed the files that were changed, beside what is left
/// @param shown how it is printed
public record ChangeCheckReport(
    @JsonIgnore CheckResult result,
    ExitCode outcome,
    List<Fixes.Fixed> fixed,
    @JsonIgnore CheckView shown)
    implements Report {
  public ChangeCheckReport {
    requireNonNull(result, "result is null");
    requireNonNull(outcome, "outcome is null");
    fixed = List.copyOf(fixed);
    requireNonNull(shown, "shown is null");
  }

  /// A check that ends the command with exit code 3 where a finding reaches the threshold.
  public static ChangeCheckReport of(CheckResult result, CheckView shown) {
    boolean found = result.worst().filter(shown.threshold()::isReachedBy).isPresent();
    return new ChangeCheckReport(
        result, found ? ExitCode.FOUND : ExitCode.DONE, result.fixed(), shown);
  }

  /// The check in JSON.
  @JsonProperty
  CheckedMigrations check() {
    return CheckedMigrations.of(result, shown.threshold());
  }

  @Override
  public String schema() {
    return "change-check/2";
  }

  @Override
  public ExitCode exit() {
    return outcome;
  }

  @Override
  public void print(Page page) {
    if (shown.format().isPresent()) {
      page.document(shown.format().get().render(result, shown.threshold()));
    } else {
      CheckSummary.print(page, result, shown.threshold());
      CheckText.print(page, result, shown.details());
    }
  }
}
