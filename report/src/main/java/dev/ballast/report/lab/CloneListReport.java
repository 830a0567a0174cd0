package dev.ballast.report.lab;

import dev.ballast.evidence.ByteSize;
import dev.ballast.lab.clone.Clone;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.time.Instant;
import java.util.List;

/// The clones of a lab, by name.
public record CloneListReport(List<Row> clones) implements Report {
  public CloneListReport {
    clones = List.copyOf(clones);
  }

  /// One clone.
  public record Row(
      String name, String target, String backup, String server, long bytes, Instant expiresAt) {}

  public static CloneListReport of(List<Clone> clones) {
    return new CloneListReport(
        clones.stream()
            .map(
                clone ->
                    new Row(
                        clone.record().name(),
                        clone.record().target(),
                        clone.record().backup(),
                        clone.record().server(),
                        clone.record().bytes(),
                        clone.lease().expiresAt()))
            .toList());
  }

  @Override
  public String schema() {
    return "clone-list/1";
  }

  @Override
  public void print(Page page) {
    if (clones.isEmpty()) {
      page.line("no clones");
      return;
    }
    page.table(
        List.of("NAME", "TARGET", "BACKUP", "SERVER", "SIZE", "KEPT UNTIL"),
        clones.stream()
            .map(
                clone ->
                    List.of(
                        clone.name(),
                        clone.target(),
                        clone.backup(),
                        clone.server(),
                        new ByteSize(clone.bytes()).toString(),
                        clone.expiresAt().toString()))
            .toList());
  }
}
