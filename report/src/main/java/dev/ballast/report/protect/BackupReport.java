package dev.ballast.report.protect;

import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Durations;
import dev.ballast.evidence.Phase;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRecord;
import dev.ballast.protect.backup.Lineage;
import dev.ballast.protect.surroundings.Surroundings;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// One backup in human-readable form.
///
/// @param surroundings what the source has beside its data directory, one line each, without
///     secrets
/// @param lineage what it builds on, and what the source sent
/// @param level6 whether a proof can compare content: the source was read at an LSN, or why not
public record BackupReport(
    String id,
    String target,
    String server,
    Instant startedAt,
    Instant endedAt,
    String startLsn,
    String consistentAt,
    String walEnd,
    int timeline,
    BackupRecord.Totals totals,
    List<BackupRecord.Tablespace> tablespaces,
    List<String> databases,
    List<String> libraries,
    String level6,
    Optional<String> quarantine,
    List<Phase> phases,
    List<String> surroundings,
    String lineage)
    implements Report {

  private static final String NOT_RECORDED =
      "not recorded: the backup was taken by an older version of Ballast";

  /// With the surroundings in brief: what is in no backup, and what could not be read.
  public static BackupReport of(Backup backup) {
    return of(backup, Surroundings::brief);
  }

  /// With all that is known of the surroundings.
  public static BackupReport whole(Backup backup) {
    return of(backup, Surroundings::lines);
  }

  private static BackupReport of(Backup backup, Function<Surroundings, List<String>> surroundings) {
    BackupRecord record = backup.record();
    return new BackupReport(
        backup.id().text(),
        record.target(),
        "PostgreSQL " + record.version(),
        record.origin().startedAt(),
        record.origin().endedAt(),
        record.span().start().toString(),
        record.span().consistentAt().toString(),
        record.span().end().toString(),
        record.span().timeline().value(),
        record.totals(),
        record.copy().tablespaces(),
        record.source().databases(),
        record.source().libraries(),
        record.reading().skipped().orElse("content digests stored"),
        record.quarantine().map(q -> q.reason()),
        record.phases(),
        record.surroundings().map(surroundings).orElse(List.of(NOT_RECORDED)),
        record.copy().lineage().map(BackupReport::lineage).orElse("full"));
  }

  private static String lineage(Lineage lineage) {
    String parent = lineage.parent().map(id -> " since " + id).orElse("");
    String how =
        switch (lineage.method()) {
          case FULL -> "full";
          case SERVER -> "incremental" + parent + ", changes found by the server";
          case PAGES -> "incremental" + parent + ", every page compared";
        };
    return how
        + "; the source sent "
        + new ByteSize(lineage.receivedBytes())
        + lineage.because().map(why -> "; " + why).orElse("");
  }

  @Override
  public String schema() {
    return "backup/1";
  }

  @Override
  public void print(Page page) {
    page.heading("backup " + id + " of " + target);
    quarantine.ifPresent(reason -> page.line(page.style().red("QUARANTINED") + ": " + reason));
    page.table(
        List.of(),
        List.of(
            List.of("server", server + ", timeline " + timeline),
            List.of("taken", startedAt + " to " + endedAt),
            List.of("WAL", startLsn + " to " + walEnd + ", consistent at " + consistentAt),
            List.of("size", new ByteSize(totals.bytes()) + " in " + totals.files() + " files"),
            List.of("kind", lineage),
            List.of("stored", storedText()),
            List.of("databases", String.join(", ", databases)),
            List.of("tablespaces", locations()),
            List.of("libraries", libraries.isEmpty() ? "none" : String.join(", ", libraries)),
            List.of("level L6", level6)));
    for (Phase phase : phases) {
      page.line(
          String.format(
              Locale.ROOT,
              "%-16s %s, %.0f MB/s",
              phase.name(),
              Durations.text(phase.took()),
              phase.bytesPerSecond() / (1 << 20)));
    }
    if (!surroundings.isEmpty()) {
      page.blank();
      page.line("beside the data directory:");
      surroundings.forEach(line -> page.line("  " + line));
    }
  }

  private String storedText() {
    return "%s new in the vault, of %s that no earlier backup had"
        .formatted(new ByteSize(totals.storedBytes()), new ByteSize(totals.newBytes()));
  }

  private String locations() {
    return tablespaces.isEmpty()
        ? "none"
        : String.join(", ", tablespaces.stream().map(BackupRecord.Tablespace::location).toList());
  }
}
