package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.ConsoleProgress;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.TimelineId;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.moment.EventQuery;
import dev.ballast.protect.moment.EventSearch;
import dev.ballast.protect.moment.LogBytes;
import dev.ballast.protect.moment.LogEvent;
import dev.ballast.protect.moment.LogStart;
import dev.ballast.protect.moment.LogTarget;
import dev.ballast.protect.restore.RestoreLog;
import dev.ballast.protect.wal.LogChain;
import dev.ballast.report.Report;
import dev.ballast.report.protect.MomentFindReport;
import dev.ballast.vault.Vault;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ballast moment find`
@Command(
    name = "find",
    header = "Find out when tables were dropped, truncated, or rows deleted.",
    description = {
      "Reads the write-ahead log that the vault has after a backup, and the catalogs of that backup."
          + " No server is started and the source is not asked.",
      "Of each event it prints the transaction, its time by the source's clock, and two LSNs:"
          + " 'ballast restore --to-lsn' with the one under BEFORE brings back what was lost, with"
          + " the one under COMMIT the state without it. Only committed transactions are listed.",
      "Rows deleted and updated are counted from the log. Of a table that was dropped or truncated"
          + " the number is an estimate, as ANALYZE last counted them. Rows of a partitioned table"
          + " are those of its partitions. Temporary tables and the rows of unlogged ones are in no"
          + " log.",
      "What cannot be decided is said with the event: a file that no row of pg_class names, a"
          + " transaction that began before the log."
    })
@Example({
  "ballast moment find latest --of shop --table orders",
  "ballast moment find --since 2026-11-30T08:00:00Z --kind dropped --kind truncated",
  "ballast moment find --kind deleted --at-least 1000 --output json"
})
@Exits({ExitCode.PRECONDITION, ExitCode.REFUTED})
@SeeAlso({"ballast restore", "ballast backup list"})
public final class MomentFindCommand implements LeafCommand {
  private static final int MOST_LISTED = 10_000;

  /// What to look for, as it is written on the command line.
  public enum Sought {
    /// Tables, partitions and materialized views that were dropped, and databases.
    DROPPED,
    /// Tables that were truncated.
    TRUNCATED,
    /// Rows that were deleted.
    DELETED,
    /// Rows that were updated; only where it is named.
    UPDATED
  }

  @Mixin private BackupArgument backups = new BackupArgument();

  @Option(
      names = "--table",
      paramLabel = "<name>",
      order = 3,
      description = "Only this table, as it was called then; with its schema as <schema>.<name>.")
  private Optional<String> table = Optional.empty();

  @Option(
      names = "--database",
      paramLabel = "<name>",
      order = 4,
      description = "Only what is in this database.")
  private Optional<String> database = Optional.empty();

  @Option(
      names = "--since",
      paramLabel = "<time>",
      order = 5,
      description =
          "Only transactions that committed at this time or later. Without a named backup, the"
              + " newest one is read from that was taken before.")
  private Optional<String> since = Optional.empty();

  @Option(
      names = "--until",
      paramLabel = "<time>",
      order = 6,
      description = "Only transactions that committed at this time or before.")
  private Optional<String> until = Optional.empty();

  @Option(
      names = "--kind",
      paramLabel = "dropped|truncated|deleted|updated",
      order = 7,
      description = "Only this; may be repeated. Default: dropped, truncated and deleted.")
  private List<Sought> kinds = List.of();

  @Option(
      names = "--at-least",
      paramLabel = "<rows>",
      order = 8,
      defaultValue = "1",
      description =
          "Pass over transactions that deleted or updated fewer rows of a table. Default:"
              + " ${DEFAULT-VALUE}.")
  private long atLeast;

  @Option(
      names = "--largest",
      paramLabel = "<n>",
      order = 9,
      defaultValue = "20",
      description =
          "List this many deletions and updates, the largest, 1 to 10000. Drops and truncations are"
              + " all listed. Default: ${DEFAULT-VALUE}.")
  private int largest;

  @Option(
      names = "--timeline",
      paramLabel = "<n>",
      order = 10,
      description =
          "Read along this timeline. Default: the newest one that descends from the backup's.")
  private Optional<Integer> timeline = Optional.empty();

  @Mixin private VaultOptions vaults = new VaultOptions();

  @Override
  public Report run(Console console) {
    EventQuery query = query();
    Optional<TimelineId> along = RecoveryTargetOptions.timeline(timeline);
    try (Vault vault = vaults.open(console, Optional.empty());
        ConsoleProgress progress = new ConsoleProgress(console)) {
      LogTarget from =
          query
              .since()
              .<LogTarget>map(at -> new LogTarget.Time(at, true))
              .orElseGet(LogTarget.Latest::new);
      Backup backup = backups.find(vault, console, from);
      progress.begin("reading the log", 0);
      RestoreLog log = RestoreLog.of(vault, backup.record(), along);
      LogChain chain = log.chain();
      LogStart start = LogStart.of(backup.record(), chain.timeline());
      return new MomentFindReport(
          backup.id().text(),
          EventSearch.find(vault, backup, start, LogBytes.of(chain), query)
              .withNotes(log.shortfall()));
    }
  }

  private EventQuery query() {
    if (largest < 1 || largest > MOST_LISTED) {
      throw Fault.of(CommandError.OPTION_INVALID, "--largest is not 1 to 10000: " + largest)
          .hint("Pass over small ones with --at-least.");
    }
    if (atLeast < 1) {
      throw Fault.of(CommandError.OPTION_INVALID, "--at-least is below 1: " + atLeast)
          .hint("Leave it out for all.");
    }
    Optional<Instant> first = since.map(text -> MomentText.time("--since", text));
    Optional<Instant> last = until.map(text -> MomentText.time("--until", text));
    if (first.isPresent() && last.filter(first.get()::isAfter).isPresent()) {
      throw Fault.of(CommandError.OPTION_INVALID, "--since is after --until")
          .hint("Exchange them: nothing lies between.");
    }
    return new EventQuery(table, database, first, last, kinds(), atLeast, largest);
  }

  private Set<LogEvent.Kind> kinds() {
    List<Sought> sought =
        kinds.isEmpty() ? List.of(Sought.DROPPED, Sought.TRUNCATED, Sought.DELETED) : kinds;
    Set<LogEvent.Kind> found = EnumSet.noneOf(LogEvent.Kind.class);
    for (Sought one : sought) {
      switch (one) {
        case DROPPED -> {
          found.add(LogEvent.Kind.DROPPED);
          found.add(LogEvent.Kind.DATABASE_DROPPED);
        }
        case TRUNCATED -> found.add(LogEvent.Kind.TRUNCATED);
        case DELETED -> found.add(LogEvent.Kind.DELETED);
        case UPDATED -> found.add(LogEvent.Kind.UPDATED);
      }
    }
    return found;
  }
}
