package dev.ballast.report.incident;

import static java.util.Objects.requireNonNull;

import dev.ballast.report.Page;
import dev.ballast.report.Report;

/// That a deployment was kept.
public record DeploymentReport(String target, String what) implements Report {
  public DeploymentReport {
    requireNonNull(target, "target is null");
    requireNonNull(what, "what is null");
  }

  @Override
  public String schema() {
    return "deployment/1";
  }

  @Override
  public void print(Page page) {
    page.line("%s: %s was deployed".formatted(target, what));
  }
}
