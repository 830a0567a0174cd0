package dev.ballast.report.change;

import dev.ballast.change.check.AcceptedFinding;
import dev.ballast.change.check.Cause;
import dev.ballast.change.check.CheckResult;
import dev.ballast.change.check.FilePosition;
import dev.ballast.change.check.LockClaim;
import dev.ballast.change.check.MigrationFinding;
import dev.ballast.change.check.RefusalClaim;
import dev.ballast.change.check.WorkClaim;
import dev.ballast.evidence.Severity;
import dev.ballast.migrations.Tool;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A result with one finding, of which every part has a value that a form can be read for.
final class OneFinding {
  static final MigrationFinding FINDING =
      new MigrationFinding(
          "drop-table",
          Severity.ERROR,
          "db/2.sql",
          false,
          new FilePosition(3, 1),
          new FilePosition(4, 9),
          "DROP TABLE\n  orders",
          "All rows of orders go.",
          List.of(
              new LockClaim("orders", "ACCESS EXCLUSIVE", Optional.empty()),
              new LockClaim("customers", "ACCESS EXCLUSIVE", Optional.of("if it is referenced"))),
          List.of(new WorkClaim("orders", "rewrite", Optional.empty())),
          Optional.empty(),
          List.of("-- first:", "ALTER TABLE orders RENAME TO orders_old"),
          "Rename it first.",
          false,
          "0123456789abcdef",
          new Cause.SameTables("db/2.sql", List.of("orders")));

  private OneFinding() {}

  static CheckResult found() {
    return result(List.of(FINDING), List.of());
  }

  static CheckResult refused(Optional<RefusalClaim> refusal) {
    return result(
        List.of(
            new MigrationFinding(
                FINDING.rule(),
                FINDING.severity(),
                FINDING.file(),
                false,
                FINDING.from(),
                FINDING.to(),
                FINDING.statement(),
                FINDING.what(),
                FINDING.locks(),
                FINDING.work(),
                refusal,
                FINDING.safe(),
                FINDING.advice(),
                FINDING.fixable(),
                FINDING.fingerprint(),
                FINDING.cause())),
        List.of());
  }

  static CheckResult inDownScript() {
    MigrationFinding down =
        new MigrationFinding(
            FINDING.rule(),
            FINDING.severity(),
            FINDING.file(),
            true,
            FINDING.from(),
            FINDING.to(),
            FINDING.statement(),
            "Down script: " + FINDING.what(),
            FINDING.locks(),
            FINDING.work(),
            FINDING.refusal(),
            FINDING.safe(),
            FINDING.advice(),
            FINDING.fixable(),
            FINDING.fingerprint(),
            FINDING.cause());
    return result(List.of(down), List.of());
  }

  /// The same finding in as many lines, from line 3 on.
  static CheckResult repeated(int times) {
    return result(IntStream.range(0, times).mapToObj(i -> at(FINDING, 3 + i)).toList(), List.of());
  }

  /// As many findings, each with a cause of its own, in a file of its own.
  static CheckResult different(int number) {
    return result(
        IntStream.range(0, number).mapToObj(i -> in(FINDING, "db/" + i + ".sql")).toList(),
        List.of());
  }

  /// The same finding in as many files of another database.
  static CheckResult foreign(int files) {
    Cause cause = new Cause.SameDialect("db/", "MySQL");
    return result(
        IntStream.range(0, files)
            .mapToObj(i -> "db/" + i + ".sql")
            .map(file -> copy(FINDING, Severity.ERROR, file, FINDING.from(), file, cause))
            .toList(),
        List.of());
  }

  static MigrationFinding at(MigrationFinding finding, int line) {
    return copy(
        finding,
        finding.severity(),
        finding.file(),
        new FilePosition(line, 1),
        "line" + line,
        finding.cause());
  }

  static MigrationFinding remark(String file) {
    return copy(
        FINDING, Severity.INFO, file, FINDING.from(), "remark in " + file, new Cause.Own(file));
  }

  private static MigrationFinding in(MigrationFinding finding, String file) {
    return copy(finding, finding.severity(), file, finding.from(), file, new Cause.Own(file));
  }

  private static MigrationFinding copy(
      MigrationFinding finding,
      Severity severity,
      String file,
      FilePosition from,
      String fingerprint,
      Cause cause) {
    return new MigrationFinding(
        finding.rule(),
        severity,
        file,
        finding.down(),
        from,
        finding.to(),
        finding.statement(),
        finding.what(),
        finding.locks(),
        finding.work(),
        finding.refusal(),
        finding.safe(),
        finding.advice(),
        finding.fixable(),
        fingerprint,
        cause);
  }

  static CheckResult accepted() {
    return result(List.of(), List.of(new AcceptedFinding(FINDING, "in the baseline")));
  }

  static CheckResult nothing() {
    return result(List.of(), List.of());
  }

  static CheckResult remarked(String remark) {
    return result(List.of(remark), List.of(), List.of());
  }

  static CheckResult result(List<MigrationFinding> findings, List<AcceptedFinding> accepted) {
    return result(List.of(), findings, accepted);
  }

  private static CheckResult result(
      List<String> remarks, List<MigrationFinding> findings, List<AcceptedFinding> accepted) {
    return new CheckResult(Tool.FLYWAY, 17, 2, 2, 1, 5, 0, remarks, findings, accepted, List.of());
  }
}
