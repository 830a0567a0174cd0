package dev.ballast.report.server;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.store.job.JobRun;
import java.util.List;

/// One job and its last runs, the newest first.
///
/// @param runs that did something or failed
public record JobReport(JobLine job, List<JobRun> runs) implements Report {
  public JobReport {
    requireNonNull(job, "job is null");
    runs = List.copyOf(runs);
  }

  @Override
  public String schema() {
    return "job/1";
  }

  /// Found, where the last run failed.
  @Override
  public ExitCode exit() {
    return job.failures() == 0 ? ExitCode.DONE : ExitCode.FOUND;
  }

  @Override
  public void print(Page page) {
    page.table(JobLine.HEADER, List.of(job.row())).blank();
    if (runs.isEmpty()) {
      page.line("It has not done anything yet.");
      return;
    }
    page.table(
        List.of("began", "ended", "node", "result", "summary"),
        runs.stream()
            .map(
                run ->
                    List.of(
                        run.startedAt().toString(),
                        run.endedAt().toString(),
                        run.node(),
                        run.result() == JobRun.Result.DONE ? "done" : "FAILED",
                        run.summary()))
            .toList());
  }
}
