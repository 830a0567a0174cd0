package dev.ballast.report.vault;

import dev.ballast.report.Page;
import dev.ballast.report.Report;

/// A master key that was replaced.
public record RotatedKeyReport(int generation) implements Report {
  @Override
  public String schema() {
    return "vault-rotate-key/1";
  }

  @Override
  public void print(Page page) {
    page.line("the vault's keys are wrapped by the new master key, generation " + generation);
  }
}
