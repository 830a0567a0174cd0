package dev.ballast.report.vault;

import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.util.Optional;

/// A vault that was made.
public record NewVaultReport(String id, String folder, int chunkBytes, Optional<String> keyFile)
    implements Report {
  @Override
  public String schema() {
    return "vault-init/1";
  }

  @Override
  public void print(Page page) {
    page.line("vault " + id + " in " + folder);
    keyFile.ifPresent(
        file -> page.line("master key in " + file + ": keep a copy away from the vault"));
  }
}
