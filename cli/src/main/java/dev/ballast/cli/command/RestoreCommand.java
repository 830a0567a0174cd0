package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.ConsoleProgress;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.forecast.Drill;
import dev.ballast.protect.forecast.RecoveryForecast;
import dev.ballast.protect.forecast.Workload;
import dev.ballast.protect.restore.PointInTimeRestore;
import dev.ballast.protect.restore.RecoveryGoal;
import dev.ballast.protect.restore.RestorePlan;
import dev.ballast.protect.restore.RestoreRehearsal;
import dev.ballast.protect.restore.RestoreSettings;
import dev.ballast.protect.restore.TablespaceMapping;
import dev.ballast.report.Report;
import dev.ballast.report.protect.RestorePlanReport;
import dev.ballast.report.protect.RestoreReport;
import dev.ballast.report.protect.VerifiedRestoreReport;
import dev.ballast.report.vault.VaultAuditReport;
import dev.ballast.vault.Vault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ballast restore`
@Command(
    name = "restore",
    header = "Put a backup back into an empty folder, and recover it.",
    description = {
      "Streams the files from the vault in parallel, then starts a server on them, replays the"
          + " write-ahead log to its end or to a recovery target, makes sure that it reached exactly"
          + " that LSN, promotes it and stops it: the folder is then a cluster to be started.",
      "The log is that of the backup and all that the vault received after it. A recovery target is"
          + " looked up in it before anything is written. One that is before the backup is"
          + " consistent, behind the end of the log, unknown or ambiguous is refused with the range"
          + " that can be reached. Targets mean what PostgreSQL's settings of those names mean. With"
          + " latest and a time or an LSN, the newest backup is used that was consistent before it.",
      "Names what the cluster would do by itself once it is started: enabled subscriptions, jobs of"
          + " pg_cron, foreign servers, preloaded libraries, event triggers. None of it acts while"
          + " Ballast recovers it. With --for-drill it is disabled in the restored cluster.",
      "In a server that --keep-running leaves, no subscription and no job runs. A session loads no"
          + " library and fires no event trigger if it begins with the options that are printed;"
          + " any other loads what its role or database has set. Before 17, event triggers fire.",
      "Prints the command that starts the cluster. Configuration files that were outside of the"
          + " source's data directory are in no backup: they are named, and postgresql.conf and"
          + " pg_hba.conf are written from the settings that were in force. What this machine lacks"
          + " (folders of sockets and logs, certificates, preloaded libraries) is corrected in"
          + " postgresql.auto.conf and named. A missing locale is a warning.",
      "A configuration that archives is kept: the restored cluster is often to replace its source."
          + " Two clusters that archive into one place spoil the archive, so a second command is"
          + " printed that starts it with archive_mode=off.",
      "Without --delta it never writes over anything, and if it fails, no partial files remain.",
      "Where the vault is not as its evidence log says (newer backups are gone, entries were cut"
          + " off), the restore is done, says so, and ends with exit code 3: there may have been a"
          + " newer backup. That older ones are gone is a warning."
    })
@Example({
  "ballast restore latest --of shop --to /var/lib/postgresql/17/restored",
  "ballast restore latest --to /srv/copy --tablespace /mnt/fast=/srv/copy-fast --keep-running",
  "ballast restore latest --to /srv/copy --to-time 2026-11-30T08:10:00Z --keep-running",
  "ballast restore latest --to /srv/drill --for-drill",
  "ballast restore latest --to /srv/copy --database orders --dry-run",
  "ballast restore latest --to /var/lib/postgresql/17/main --delta",
  "ballast restore latest --to /srv/copy --keep-running --verify-beside"
})
@Exits({ExitCode.FOUND, ExitCode.REFUSED, ExitCode.PRECONDITION, ExitCode.REFUTED})
@SeeAlso({"ballast backup list", "ballast moment find", "ballast prove"})
public final class RestoreCommand implements LeafCommand {
  @Mixin private BackupArgument backups = new BackupArgument();

  @Option(
      names = "--to",
      paramLabel = "<folder>",
      required = true,
      order = 1,
      description = "The new data directory; empty or absent, except with --delta.")
  private Path into = Path.of("");

  @Option(
      names = "--tablespace",
      paramLabel = "<old>=<new>",
      order = 3,
      description =
          "Put the tablespace that was at <old> on the source into the folder <new>, which is outside"
              + " of --to. Without it a tablespace goes where it was, if that folder is empty or"
              + " absent.")
  private List<String> tablespaces = List.of();

  @Option(
      names = "--threads",
      paramLabel = "<n>",
      order = 4,
      description =
          "How many read, decrypt and write at once, 1 to 64. Default: one per processor.")
  private Optional<Integer> threads = Optional.empty();

  @Option(
      names = "--quarantined",
      order = 5,
      description = "Restore even a backup with damaged pages.")
  private boolean quarantined;

  @Option(
      names = "--files-only",
      order = 6,
      description =
          "Write the files and stop there, without starting a server. The cluster then replays its"
              + " log when it is first started.")
  private boolean filesOnly;

  @Option(
      names = "--keep-running",
      order = 7,
      description =
          "Leave the recovered server running, on a Unix-domain socket in the folder, and print how"
              + " to reach it.")
  private boolean keepRunning;

  @Option(
      names = "--for-drill",
      order = 8,
      description =
          "Disable in the restored cluster whatever acts by itself or reaches other servers:"
              + " subscriptions, which also release their slot, jobs of pg_cron, foreign servers,"
              + " preloaded libraries, event triggers, the archiver.")
  private boolean forDrill;

  @Option(
      names = "--owner",
      paramLabel = "<user>",
      order = 9,
      description =
          "As root: the user of the operating system that the cluster belongs to in the end, and"
              + " starts it. Default: the owner of the folder that --to is in; where that is root,"
              + " the user that Ballast runs servers as.")
  private Optional<String> owner = Optional.empty();

  @Mixin private RecoveryTargetOptions target = new RecoveryTargetOptions();
  @Mixin private RestoreScopeOptions scope = new RestoreScopeOptions();
  @Mixin private VerifyBesideOptions beside = new VerifyBesideOptions();
  @Mixin private VaultOptions vaults = new VaultOptions();

  @Override
  public Report run(Console console) {
    scope.requireServer(filesOnly);
    beside.requireServer(keepRunning);
    RecoveryGoal goal = target.goal();
    if (filesOnly && !goal.equals(RecoveryGoal.LATEST)) {
      throw Fault.of(
              CommandError.OPTION_INVALID, "--files-only and a recovery target exclude each other")
          .hint("Leave out --files-only: a server is needed to stop at a recovery target.");
    }
    if (filesOnly && keepRunning) {
      throw Fault.of(
          CommandError.OPTION_INVALID, "--files-only and --keep-running exclude each other");
    }
    if (filesOnly && forDrill) {
      throw Fault.of(CommandError.OPTION_INVALID, "--files-only and --for-drill exclude each other")
          .hint("Leave out --files-only: a server is needed to disable what acts by itself.");
    }
    if (keepRunning && owner.isPresent()) {
      throw Fault.of(CommandError.OPTION_INVALID, "--keep-running and --owner exclude each other")
          .hint("Leave out --owner: the server that is left running has a user of its own.");
    }
    try (Vault vault = vaults.open(console, Optional.empty());
        ConsoleProgress progress = new ConsoleProgress(console)) {
      Backup backup = backups.find(vault, console, goal.target());
      if (scope.isDryRun()) {
        return plan(vault, backup, goal);
      }
      PointInTimeRestore.Result result =
          new PointInTimeRestore(vault, backup, settings(), console.clock(), progress)
              .recoveringTo(goal)
              .run(ending(), use());
      RestoreReport restored = RestoreReport.of(backup, settings().into(), forDrill, result);
      return VaultAuditReport.of(
          beside.isOn() ? verified(vault, backup, restored, console, progress) : restored,
          () -> vault.audit(backup.id()),
          ExitCode.FOUND);
    }
  }

  private Report plan(Vault vault, Backup backup, RecoveryGoal goal) {
    RestorePlan plan =
        new RestoreRehearsal(vault, backup, settings()).recoveringTo(goal).plan(ending(), use());
    return RestorePlanReport.of(
        backup,
        plan,
        plan.log()
            .target()
            .map(
                target ->
                    RecoveryForecast.of(
                        Drill.of(vault, backup.record().target(), RecoveryForecast.MOST_DRILLS),
                        new Workload(
                            Math.max(0, plan.bytes() - plan.log().bytes()), plan.log().bytes()))));
  }

  /// The server serves while the proof runs, so how to reach it is said before.
  private Report verified(
      Vault vault,
      Backup backup,
      RestoreReport restored,
      Console console,
      ConsoleProgress progress) {
    restored.running().ifPresent(progress::note);
    return VerifiedRestoreReport.of(
        restored, beside.prove(vault, backup, vaults.asTyped(), console.clock(), progress));
  }

  private PointInTimeRestore.Use use() {
    return forDrill ? PointInTimeRestore.Use.DRILL : PointInTimeRestore.Use.REPLACEMENT;
  }

  private PointInTimeRestore.Ending ending() {
    if (filesOnly) {
      return PointInTimeRestore.Ending.FILES_ONLY;
    }
    return keepRunning ? PointInTimeRestore.Ending.RUNNING : PointInTimeRestore.Ending.RECOVERED;
  }

  private RestoreSettings settings() {
    int processors = Runtime.getRuntime().availableProcessors();
    int count = threads.orElse(Math.clamp(processors, 2, RestoreSettings.MAX_THREADS));
    return new RestoreSettings(
        into.toAbsolutePath().normalize(),
        tablespaces.stream().map(RestoreCommand::mapping).toList(),
        count,
        true,
        quarantined,
        owner,
        scope.databases(),
        scope.isDelta());
  }

  private static TablespaceMapping mapping(String text) {
    int sign = text.indexOf('=');
    if (sign < 1 || sign == text.length() - 1) {
      throw Fault.of(CommandError.OPTION_INVALID, "not a tablespace mapping: " + text)
          .hint("Write --tablespace /path/on/the/source=/path/here.");
    }
    Path there = Path.of(text.substring(sign + 1)).toAbsolutePath().normalize();
    return new TablespaceMapping(text.substring(0, sign), there);
  }
}
