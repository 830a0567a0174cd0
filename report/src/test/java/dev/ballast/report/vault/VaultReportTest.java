package dev.ballast.report.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Page;
import dev.ballast.report.Style;
import dev.ballast.vault.CheckDepth;
import dev.ballast.vault.CheckReport;
import dev.ballast.vault.store.StoredObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VaultReportTest {
  private static VaultReport report(List<StoredObject> unneeded) {
    return VaultReport.of(
        "vault v",
        false,
        new CheckReport(CheckDepth.STRUCTURE, 7, 100, 0, Optional.empty(), unneeded, List.of()));
  }

  private static String printed(VaultReport report) {
    Page page = new Page(Style.PLAIN);
    report.print(page);
    return page.toString();
  }

  @Test
  void packsThatBelongToNoBackupAreCountedWithTheCommandThatRemovesThem() {
    VaultReport report =
        report(List.of(new StoredObject("packs/a", 1 << 20), new StoredObject("packs/b", 1 << 20)));

    assertThat(report.exit()).isEqualTo(ExitCode.DONE);
    assertThat(printed(report))
        .contains("2 packs (2.0 MB) belong to no backup: `ballast vault prune` removes them");
    assertThat(printed(report(List.of()))).doesNotContain("belong to no backup");
  }
}
