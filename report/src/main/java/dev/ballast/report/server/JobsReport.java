package dev.ballast.report.server;

import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.util.List;

/// All jobs of a node, in order of their names.
public record JobsReport(List<JobLine> jobs) implements Report {
  public JobsReport {
    jobs = List.copyOf(jobs);
  }

  @Override
  public String schema() {
    return "jobs/1";
  }

  /// Found, where the last run of a job failed.
  @Override
  public ExitCode exit() {
    return jobs.stream().allMatch(job -> job.failures() == 0) ? ExitCode.DONE : ExitCode.FOUND;
  }

  @Override
  public void print(Page page) {
    page.table(JobLine.HEADER, jobs.stream().map(JobLine::row).toList());
  }
}
