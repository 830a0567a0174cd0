package dev.ballast.report.vault;

import dev.ballast.evidence.Verdict;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.report.Verdicts;
import dev.ballast.vault.log.EvidenceEntry;
import java.util.List;

/// The entries of an evidence log, oldest first.
public record EvidenceListReport(List<EvidenceLine> entries) implements Report {
  public static EvidenceListReport of(List<EvidenceEntry> log) {
    return new EvidenceListReport(log.stream().map(EvidenceLine::of).toList());
  }

  @Override
  public String schema() {
    return "evidence-list/2";
  }

  @Override
  public void print(Page page) {
    if (entries.isEmpty()) {
      page.line("no evidence yet");
      return;
    }
    page.table(
        List.of("ENTRY", "AT", "VERDICT", "CLAIM"),
        entries.stream()
            .map(
                e ->
                    List.of(
                        Long.toString(e.seq()),
                        e.at().toString(),
                        e.verdict().map(v -> Verdicts.word(page.style(), v)).orElse(""),
                        e.claim()
                            + e.verdict()
                                .flatMap(Verdict::why)
                                .map(why -> "; not proved, because " + why)
                                .orElse("")))
            .toList());
  }
}
