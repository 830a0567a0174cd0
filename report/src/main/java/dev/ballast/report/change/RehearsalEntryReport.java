package dev.ballast.report.change;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ballast.change.claim.RehearsalClaim;
import dev.ballast.change.rehearse.ChangeDigest;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Verdict;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.report.Verdicts;
import java.time.Instant;
import java.util.List;

/// A rehearsal as an entry of an evidence log has it.
///
/// @param entry its number
/// @param at when it was recorded
public record RehearsalEntryReport(long entry, Instant at, RehearsalClaim rehearsal)
    implements Report {
  public RehearsalEntryReport {
    requireNonNull(at, "at is null");
    requireNonNull(rehearsal, "rehearsal is null");
  }

  @JsonProperty
  Verdict verdict() {
    return rehearsal.verdict();
  }

  @Override
  public String schema() {
    return "rehearsal-entry/1";
  }

  @Override
  public ExitCode exit() {
    return verdict().isProved() ? ExitCode.DONE : ExitCode.FOUND;
  }

  @Override
  public void print(Page page) {
    RehearsalClaim.Run run = rehearsal.run();
    page.line(Verdicts.word(page.style(), verdict()) + ": " + rehearsal.claim());
    page.blank();
    page.table(
        List.of("RULE", "VERDICT", "WHY"),
        rehearsal.policy().stream()
            .map(PolicyLine::of)
            .map(
                line ->
                    List.of(line.words(), Verdicts.word(page.style(), line.verdict()), line.why()))
            .toList());
    page.blank();
    page.line("change           SHA-256 " + rehearsal.change().sha256());
    for (ChangeDigest.Each script : rehearsal.change().scripts()) {
      page.line(
          "                 %s%s, %s"
              .formatted(script.file(), script.back() ? ", way back" : "", script.sha256()));
    }
    page.line(
        "rollback         "
            + Verdicts.word(page.style(), rehearsal.rollback())
            + rehearsal.rollback().why().map(why -> ": " + why).orElse(""));
    if (!rehearsal.derived().isEmpty()) {
      page.line("                 derived for " + String.join(", ", rehearsal.derived()));
    }
    page.line("backup           " + rehearsal.subject());
    page.line(
        "data as of       " + run.dataAsOf().map(Instant::toString).orElse("an unknown time"));
    page.line(
        "server           PostgreSQL %s, database %s, as %s"
            .formatted(run.server(), run.database(), run.role()));
    page.line("isolation        " + run.isolation());
    page.line("ran              %s to %s".formatted(run.startedAt(), run.endedAt()));
    page.line("recorded         entry %d, %s".formatted(entry, at));
    page.line("run again        " + rehearsal.rerun());
  }
}
