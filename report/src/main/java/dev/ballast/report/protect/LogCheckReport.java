package dev.ballast.report.protect;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Verdict;
import dev.ballast.postgres.Lsn;
import dev.ballast.protect.prove.LogCheck;
import dev.ballast.protect.prove.LogFinding;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.report.Verdicts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the check of a target's log found.
///
/// @param from where the oldest backup begins
/// @param through up to where the log is sound
/// @param records that were read
public record LogCheckReport(
    String target,
    Verdict verdict,
    int backups,
    Optional<String> from,
    Optional<String> through,
    Optional<Integer> timeline,
    long records,
    long bytes,
    List<Line> findings)
    implements Report {
  public LogCheckReport {
    requireNonNull(target, "target is null");
    requireNonNull(verdict, "verdict is null");
    findings = List.copyOf(findings);
  }

  /// One finding.
  ///
  /// @param depositedAfter the log before it was put into the vault then
  /// @param depositedBefore the log behind it
  /// @param affected ids of the backups that cannot be recovered beyond `from`
  public record Line(
      String kind,
      Optional<Integer> timeline,
      Optional<String> from,
      Optional<String> to,
      Optional<Instant> depositedAfter,
      Optional<Instant> depositedBefore,
      List<String> affected,
      String detail) {
    public Line {
      affected = List.copyOf(affected);
    }

    static Line of(LogFinding finding) {
      return new Line(
          finding.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
          finding.timeline().map(t -> t.value()),
          finding.from().map(Lsn::toString),
          finding.to().map(Lsn::toString),
          finding.noted().map(LogFinding.Span::after),
          finding.noted().map(LogFinding.Span::before),
          finding.affected(),
          finding.detail());
    }
  }

  public static LogCheckReport of(String target, LogCheck.Result result) {
    return new LogCheckReport(
        target,
        result.verdict(),
        result.backups(),
        result.from().map(Lsn::toString),
        result.through().map(standing -> standing.lsn().toString()),
        result.through().map(standing -> standing.timeline().value()),
        result.records(),
        result.bytes(),
        result.findings().stream().map(Line::of).toList());
  }

  @Override
  public String schema() {
    return "wal-check/1";
  }

  @Override
  public ExitCode exit() {
    return Verdicts.exit(verdict);
  }

  @Override
  public void print(Page page) {
    page.line(
        Verdicts.word(page.style(), verdict)
            + ": the log of "
            + target
            + " is whole from its oldest backup to its end"
            + verdict.why().map(why -> "; " + why).orElse(""));
    from.ifPresent(
        start ->
            page.line(
                "read             %d records, %s, from %s to %s on timeline %s, for %d backup%s"
                    .formatted(
                        records,
                        new ByteSize(bytes),
                        start,
                        through.orElse("nowhere"),
                        timeline.map(Object::toString).orElse("none"),
                        backups,
                        backups == 1 ? "" : "s")));
    for (Line finding : findings) {
      page.blank();
      page.line(page.style().red(finding.kind()) + ": " + finding.detail());
      finding
          .from()
          .ifPresent(
              at ->
                  page.line(
                      "   timeline %s, %s to %s"
                          .formatted(
                              finding.timeline().map(Object::toString).orElse("unknown"),
                              at,
                              finding.to().orElse("an unknown position"))));
      finding
          .depositedAfter()
          .ifPresent(
              after ->
                  page.line(
                      "   put into the vault from "
                          + after
                          + finding.depositedBefore().map(b -> " to " + b).orElse("")));
      if (!finding.affected().isEmpty()) {
        page.line(
            "   cannot be recovered beyond it: backup " + String.join(", ", finding.affected()));
      }
    }
  }
}
