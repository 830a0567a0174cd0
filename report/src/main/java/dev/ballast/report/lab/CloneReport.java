package dev.ballast.report.lab;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Durations;
import dev.ballast.evidence.Phase;
import dev.ballast.lab.clone.Clone;
import dev.ballast.lab.clone.CloneRecord;
import dev.ballast.lab.clone.Lease;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One clone of the lab.
///
/// @param bytes of the clone; a copy takes what [#copies] says
/// @param keptFor how long it is kept after each use
/// @param copies how copies of it are made here, and why not in a better way
public record CloneReport(
    String name,
    String target,
    String backup,
    String server,
    Instant createdAt,
    Optional<Instant> lastCommit,
    long bytes,
    Optional<Long> budget,
    Instant expiresAt,
    Duration keptFor,
    String copies,
    int tablespaces,
    String isolation,
    List<Phase> phases)
    implements Report {
  public CloneReport {
    requireNonNull(name, "name is null");
    phases = List.copyOf(phases);
  }

  public static CloneReport of(Clone clone) {
    CloneRecord record = clone.record();
    Lease lease = clone.lease();
    return new CloneReport(
        record.name(),
        record.target(),
        record.backup(),
        record.server(),
        record.createdAt(),
        record.lastCommit(),
        record.bytes(),
        record.budget(),
        lease.expiresAt(),
        lease.lifetime(),
        clone.means().display(),
        record.tablespaces().size(),
        record.isolation(),
        record.phases());
  }

  @Override
  public String schema() {
    return "clone/1";
  }

  @Override
  public void print(Page page) {
    page.heading("clone " + name);
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("of", "target " + target + ", backup " + backup));
    rows.add(List.of("server", "PostgreSQL " + server));
    rows.add(
        List.of("last commit", lastCommit.map(Instant::toString).orElse("the log tells none")));
    rows.add(
        List.of(
            "size",
            new ByteSize(bytes)
                + (tablespaces == 0 ? "" : ", " + tablespaces + " tablespace(s)")
                + budget.map(b -> ", budget " + new ByteSize(b)).orElse("")));
    rows.add(List.of("copies", copies));
    rows.add(List.of("created", createdAt.toString()));
    rows.add(
        List.of("kept until", expiresAt + ", each use extends it by " + Durations.text(keptFor)));
    rows.add(List.of("isolation", isolation));
    for (Phase phase : phases) {
      rows.add(List.of(phase.name(), Durations.text(phase.took())));
    }
    page.table(List.of(), rows);
  }
}
