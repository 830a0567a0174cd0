package dev.ballast.report.lab;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Counted;
import dev.ballast.evidence.Durations;
import dev.ballast.evidence.Phase;
import dev.ballast.lab.clone.Clone;
import dev.ballast.lab.clone.CloneRecord;
import dev.ballast.lab.clone.Lease;
import dev.ballast.lab.twin.Twin;
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
/// @param backup of which it was made; of a twin what stands for it
/// @param twin what a clone without rows has and lacks; empty for one with rows
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
    List<Phase> phases,
    Optional<Twin> twin)
    implements Report {
  private static final int MOST_LISTED = 20;

  public CloneReport {
    requireNonNull(name, "name is null");
    phases = List.copyOf(phases);
    requireNonNull(twin, "twin is null");
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
        record.phases(),
        record.twin());
  }

  @Override
  public String schema() {
    return "clone/1";
  }

  @Override
  public void print(Page page) {
    page.heading("clone " + name);
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "of",
            twin.map(
                    each ->
                        "target %s, database %s: a twin without rows"
                            .formatted(target, each.database()))
                .orElse("target " + target + ", backup " + backup)));
    rows.add(List.of("server", "PostgreSQL " + server));
    rows.add(
        twin.map(
                each ->
                    List.of(
                        "statistics",
                        each.values() ? "with values of rows" : "without values of rows"))
            .orElseGet(
                () ->
                    List.of(
                        "last commit",
                        lastCommit.map(Instant::toString).orElse("the log tells none"))));
    rows.add(
        List.of(
            "size",
            new ByteSize(bytes)
                + (tablespaces == 0 ? "" : ", " + Counted.of(tablespaces, "tablespace"))
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
    twin.ifPresent(each -> print(page, each));
  }

  private static void print(Page page, Twin twin) {
    list(page, "what of the schema it lacks", twin.lacking());
    list(page, "what of the statistics it lacks", twin.unread());
  }

  private static void list(Page page, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      page.blank();
      page.heading(title);
      lines.stream().limit(MOST_LISTED).forEach(line -> page.line("  " + line));
      if (lines.size() > MOST_LISTED) {
        page.line("  and %d more; --output json has all".formatted(lines.size() - MOST_LISTED));
      }
    }
  }
}
