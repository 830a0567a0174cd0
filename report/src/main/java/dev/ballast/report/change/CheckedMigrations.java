package dev.ballast.report.change;

import dev.ballast.change.check.CheckResult;
import dev.ballast.change.check.FilePosition;
import dev.ballast.change.check.LockClaim;
import dev.ballast.change.check.MigrationFinding;
import dev.ballast.change.check.RefusalClaim;
import dev.ballast.change.check.RepeatedFinding;
import dev.ballast.change.check.WorkClaim;
import dev.ballast.evidence.Severity;
import dev.ballast.migrations.Tool;
import java.util.List;
import java.util.Optional;

/// The JSON form of a check: its findings by their causes, with each place.
///
/// @param accepted findings that a comment or the baseline accepts, each for itself
record CheckedMigrations(
    Tool tool,
    int major,
    int files,
    int migrations,
    int history,
    int statements,
    int notAnalysable,
    List<String> remarks,
    List<Finding> findings,
    List<Accepted> accepted) {

  /// A cause. All but `count` and `occurrences` is that of its first place.
  ///
  /// @param blocks whether it must be changed before merge
  /// @param refusal where PostgreSQL does not run the statement
  /// @param tables whose change is the cause; empty where it is another
  /// @param occurrences every place, the first too
  record Finding(
      String rule,
      Severity severity,
      boolean blocks,
      String file,
      FilePosition from,
      FilePosition to,
      String statement,
      String what,
      List<LockClaim> locks,
      List<WorkClaim> work,
      Optional<RefusalClaim> refusal,
      List<String> safe,
      String advice,
      boolean fixable,
      String fingerprint,
      List<String> tables,
      int count,
      List<Occurrence> occurrences) {
    static Finding of(RepeatedFinding repeated, Threshold threshold) {
      MigrationFinding first = repeated.first();
      return new Finding(
          first.rule(),
          first.severity(),
          threshold.isReachedBy(repeated),
          first.file(),
          first.from(),
          first.to(),
          first.statement(),
          first.what(),
          first.locks(),
          first.work(),
          first.refusal(),
          first.safe(),
          first.advice(),
          first.fixable(),
          first.fingerprint(),
          Places.tables(repeated),
          repeated.count(),
          repeated.all().stream().map(Occurrence::of).toList());
    }
  }

  /// One place of a cause.
  record Occurrence(
      String file,
      FilePosition from,
      FilePosition to,
      String what,
      Optional<RefusalClaim> refusal,
      List<String> safe,
      boolean fixable,
      String fingerprint) {
    static Occurrence of(MigrationFinding finding) {
      return new Occurrence(
          finding.file(),
          finding.from(),
          finding.to(),
          finding.what(),
          finding.refusal(),
          finding.safe(),
          finding.fixable(),
          finding.fingerprint());
    }
  }

  /// A finding that does not count.
  record Accepted(Finding finding, String reason) {}

  static CheckedMigrations of(CheckResult result, Threshold threshold) {
    return new CheckedMigrations(
        result.tool(),
        result.major(),
        result.files(),
        result.migrations(),
        result.history(),
        result.statements(),
        result.notAnalysable(),
        result.remarks(),
        result.causes().stream().map(each -> Finding.of(each, threshold)).toList(),
        result.accepted().stream()
            .map(
                each ->
                    new Accepted(
                        Finding.of(new RepeatedFinding(each.finding(), List.of()), Threshold.NEVER),
                        each.reason()))
            .toList());
  }
}
