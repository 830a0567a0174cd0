package dev.ballast.report.protect;

import dev.ballast.evidence.ByteSize;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.restore.OutwardObjects;
import dev.ballast.protect.restore.PointInTimeRestore;
import dev.ballast.report.Durations;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a restore did.
public record RestoreReport(
    String backup,
    String folder,
    long bytes,
    String took,
    double megabytesPerSecond,
    Optional<String> recoveredTo,
    Optional<String> connection,
    boolean forDrill,
    Optional<OutwardObjects> outward)
    implements Report {

  /// What became of the backup.
  ///
  /// @param folder the data directory
  public static RestoreReport of(
      Backup backup, Path folder, boolean forDrill, PointInTimeRestore.Result result) {
    return new RestoreReport(
        backup.id().text(),
        folder.toString(),
        result.files().bytes(),
        Durations.text(result.files().took()),
        result.files().bytesPerSecond() / (1 << 20),
        result.recoveredTo().map(Object::toString),
        result.connection().map(RestoreReport::conninfo),
        forDrill,
        result.outward());
  }

  /// In libpq's form, which every client of PostgreSQL takes.
  private static String conninfo(ConnectionSettings server) {
    return "host=%s port=%d user=%s dbname=%s"
        .formatted(server.host(), server.port(), server.user(), server.database());
  }

  @Override
  public String schema() {
    return "restore/1";
  }

  @Override
  public void print(Page page) {
    page.line("restored backup " + backup + " into " + folder);
    page.line(
        String.format(
            Locale.ROOT, "%s in %s, %.0f MB/s", new ByteSize(bytes), took, megabytesPerSecond));
    recoveredTo.ifPresentOrElse(
        lsn -> page.line("recovered to exactly " + lsn + " and promoted"),
        () -> page.line("not started: it replays its log when it first is"));
    outward.ifPresentOrElse(
        found -> printOutward(page, found.lines()),
        () ->
            page.line(
                "what it does by itself once it is started is not known: no server was started"));
    connection.ifPresent(
        c -> {
          page.line("running: psql \"" + c + "\"");
          page.line("stop it: pg_ctl stop -D " + folder);
        });
  }

  private void printOutward(Page page, List<String> lines) {
    if (lines.isEmpty()) {
      page.line("nothing in it acts by itself");
      return;
    }
    page.line(forDrill ? "disabled for the drill:" : "acts by itself once the cluster is started:");
    lines.forEach(line -> page.line("  " + line));
  }
}
