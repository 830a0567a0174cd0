package dev.ballast.report.protect;

import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Durations;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.moment.Moment;
import dev.ballast.protect.restore.OutwardObjects;
import dev.ballast.protect.restore.PointInTimeRestore;
import dev.ballast.protect.restore.ServerChoice;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a restore did.
///
/// @param moment where recovery stopped; absent where no server was started
/// @param start the command that starts the cluster
/// @param startWithoutArchiving the same, where the cluster would archive as its source does
/// @param notes what the backup did not have, and what was written or corrected
public record RestoreReport(
    String backup,
    String folder,
    long bytes,
    String took,
    double megabytesPerSecond,
    Optional<String> recoveredTo,
    Optional<Moment> moment,
    Optional<String> server,
    Optional<String> connection,
    boolean forDrill,
    Optional<OutwardObjects> outward,
    Optional<String> start,
    Optional<String> startWithoutArchiving,
    List<String> notes)
    implements Report {
  private static final String PID_FILE = "/postmaster.pid";

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
        result.moment(),
        result.server().map(ServerChoice::sentence),
        result.kept().map(Conninfo::of),
        forDrill,
        result.outward(),
        result.start().map(StartLine::of),
        result.start().flatMap(StartLine::withoutArchiving),
        result.notes());
  }

  /// How to reach the server that was left running, in a sentence.
  public Optional<String> running() {
    return connection.map(c -> "running: psql " + ShellWord.of(c));
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
    moment.ifPresent(m -> printMoment(page, m));
    server.ifPresent(page::line);
    outward.ifPresentOrElse(
        found -> printOutward(page, found.lines()),
        () ->
            page.line(
                "what it does by itself once it is started is not known: no server was started"));
    notes.forEach(page::line);
    startWithoutArchiving.ifPresent(
        command -> {
          page.line(page.style().red("ARCHIVES") + ": as its source does, once it is started");
          page.line("start it without that, unless its source is permanently gone: " + command);
        });
    start.ifPresent(command -> page.line("start it: " + command));
    connection.ifPresent(
        c -> {
          running().ifPresent(page::line);
          if (loadsForOthers()) {
            page.line("a session without these options loads what its role or database has set");
          }
          // Root may not run pg_ctl, and nobody needs one on the search path for this.
          page.line("stop it: kill -INT $(head -n 1 " + ShellWord.of(folder + PID_FILE) + ")");
        });
  }

  private static void printMoment(Page page, Moment moment) {
    page.line("recovery target: " + moment.target());
    page.line(
        moment
            .lastCommit()
            .map(at -> "the last transaction in it committed at " + at)
            .orElse("no transaction committed in the log that it replayed"));
    if (moment.leftOut() > 0) {
      page.line(
          "left out: %d transactions that committed later; the log reaches %s%s"
              .formatted(
                  moment.leftOut(),
                  moment.reach().last(),
                  moment.reach().lastTime().map(at -> ", " + at).orElse("")));
    }
  }

  private boolean loadsForOthers() {
    return !forDrill && outward.stream().anyMatch(found -> !found.preloadLibraries().isEmpty());
  }

  private void printOutward(Page page, List<String> lines) {
    if (lines.isEmpty()) {
      page.line("nothing in its databases acts by itself");
      return;
    }
    page.line(forDrill ? "disabled for the drill:" : "acts by itself once the cluster is started:");
    lines.forEach(line -> page.line("  " + line));
  }
}
