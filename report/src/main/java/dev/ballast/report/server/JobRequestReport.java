package dev.ballast.report.server;

import static java.util.Objects.requireNonNull;

import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.store.job.JobRunner;

/// What came of a request to run a job.
public record JobRequestReport(String job, JobRunner.Answer answer) implements Report {
  public JobRequestReport {
    requireNonNull(job, "job is null");
    requireNonNull(answer, "answer is null");
  }

  @Override
  public String schema() {
    return "job-request/1";
  }

  @Override
  public void print(Page page) {
    page.line(
        switch (answer) {
          case STARTS ->
              "%s begins as soon as its host and a node are free for it; see ballast job show"
                  .formatted(job);
          case RUNNING -> "%s runs already; nothing was requested".formatted(job);
        });
  }
}
