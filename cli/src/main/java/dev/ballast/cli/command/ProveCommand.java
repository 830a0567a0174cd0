package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.ConsoleProgress;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.Acceptance;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.protect.SettingRange;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.ChosenBackup;
import dev.ballast.protect.prove.BackupProof;
import dev.ballast.protect.prove.LogProof;
import dev.ballast.protect.prove.LogTerms;
import dev.ballast.protect.prove.ProofSubject;
import dev.ballast.protect.prove.ProvingSettings;
import dev.ballast.protect.prove.WorkFolder;
import dev.ballast.protect.verify.CheckSettings;
import dev.ballast.report.Report;
import dev.ballast.report.protect.ProofReport;
import dev.ballast.report.vault.VaultAuditReport;
import dev.ballast.targets.config.Target;
import dev.ballast.vault.Vault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ballast prove`
@Command(
    name = "prove",
    header = "Back a target up, restore the backup elsewhere, and prove that it is the original.",
    description = {
      "Takes a backup (or takes one up that is stored), restores it into a folder of its own,"
          + " recovers it to exactly the LSN at which the source was read, and runs levels L0 to"
          + " L6 over the copy. The result goes into the evidence log; the copy is thrown away.",
      "The source is only read. The restored server listens on no network, archives nothing and"
          + " replicates from no server. It runs in a sandbox if the machine supports one, so that the code"
          + " of the database reaches neither files nor processes nor any network.",
      "With --log the write-ahead log behind a stored backup is proved: the copy is recovered to the"
          + " end of all log that the vault has, and levels L0 to L5 hold there. The result names the"
          + " recovery point (LSN, timeline, last commit), and compares it with the objective: the"
          + " server is asked how far it has written, and the vault must have that within"
          + " recovery-point. Exit code 3 where it has not, 7 where the log is damaged or has a gap."
    })
@Example({
  "ballast prove --target shop",
  "ballast prove --target shop --backup latest",
  "ballast prove --target shop --log",
})
@Exits({
  ExitCode.FOUND,
  ExitCode.UNREACHABLE,
  ExitCode.PRECONDITION,
  ExitCode.REFUTED,
  ExitCode.TIMEOUT
})
@SeeAlso({"ballast backup run", "ballast evidence list"})
public final class ProveCommand implements LeafCommand {
  /// Thirty days, as in `ballast.yaml`.
  private static final SettingRange INDEX_MINUTES =
      new SettingRange("--index-budget", 0, Duration.ofDays(30).toMinutes());

  @Mixin private TargetOption target = new TargetOption();

  @Option(
      names = "--backup",
      paramLabel = "<backup>",
      order = 2,
      description =
          "Prove this stored backup of the target (an id, its beginning, or latest) instead of"
              + " taking a new one.")
  private Optional<String> stored = Optional.empty();

  @Option(
      names = "--recovery-timeout",
      paramLabel = "<minutes>",
      order = 3,
      defaultValue = "120",
      description = "Bound on the copy's recovery, in minutes. Default: ${DEFAULT-VALUE}.")
  private long recoveryMinutes;

  @Option(
      names = "--require-isolation",
      order = 4,
      description =
          "Prove in a whole sandbox or not at all. Without it the proof says which isolation was"
              + " missing.")
  private boolean requireIsolation;

  @Option(
      names = "--work-dir",
      paramLabel = "<folder>",
      order = 5,
      description =
          "Restore the copy below this folder, which has room for the whole cluster, and remove it"
              + " there. Default: the folder of temporary files; see docs/reference/environment.md.")
  private Optional<Path> workFolder = Optional.empty();

  @Option(
      names = "--index-budget",
      paramLabel = "<minutes>",
      order = 6,
      description =
          "The time in which indexes that are no B-trees are compared with their tables; what needs"
              + " more is compared by sample. Default: index-budget of ballast.yaml, or 10.")
  private Optional<Long> indexMinutes = Optional.empty();

  @Option(
      names = "--accept-undecided",
      paramLabel = "<level|cause>",
      split = ",",
      order = 7,
      description =
          "End with exit code 0 where nothing but these is undecided: a level such as L4, or"
              + " page-checksums-off. The proof still says undecided; what is refuted is never"
              + " accepted. Default: accept-undecided of ballast.yaml.")
  private List<String> accepted = new ArrayList<>();

  @Option(
      names = "--log",
      order = 8,
      description =
          "Prove the write-ahead log behind --backup, by default the latest, and take no backup."
              + " No more of it is replayed than log-limit of ballast.yaml, 16 GB.")
  private boolean log;

  @Mixin private BackupOptions options = new BackupOptions();
  @Mixin private VaultOptions vaults = new VaultOptions();

  @Override
  public Report run(Console console) {
    Target source = target.required(vaults.configuration());
    // Refused before a backup is taken for it.
    workFolder.ifPresent(WorkFolder::within);
    Acceptance acceptance = acceptance(source);
    CheckSettings checks = checks(source);
    try (Vault vault = vaults.open(console, Optional.of(source));
        ConsoleProgress progress = new ConsoleProgress(console)) {
      BackupProof.Result proved =
          log
              ? LogProof.run(
                  vault,
                  new ProofSubject.Stored(
                      stored.orElse(ChosenBackup.LATEST), Optional.of(source.name())),
                  LogTerms.of(source),
                  backup -> settings(source, checks, backup),
                  new BackupProof.Attendance(console.clock(), progress))
              : BackupProof.run(
                  vault,
                  subject(source, console.clock()),
                  backup -> settings(source, checks, backup),
                  console.clock(),
                  progress);
      return VaultAuditReport.of(
          ProofReport.of(proved.evidence(), proved.proof(), proved.afterwards(), acceptance),
          vault::audit,
          ExitCode.FOUND);
    }
  }

  private Acceptance acceptance(Target source) {
    if (accepted.isEmpty()) {
      return source.proof().accepted();
    }
    return Acceptance.of(accepted)
        .orElseThrow(
            () ->
                Fault.of(
                    CommandError.OPTION_INVALID,
                    "--accept-undecided must be " + Acceptance.allowed()));
  }

  private CheckSettings checks(Target source) {
    indexMinutes.ifPresent(INDEX_MINUTES::require);
    Optional<Duration> budget =
        indexMinutes.map(Duration::ofMinutes).or(() -> source.proof().indexBudget());
    CheckSettings defaults = CheckSettings.defaults();
    return budget.map(defaults::withIndexBudget).orElse(defaults);
  }

  private ProofSubject subject(Target source, Clock clock) {
    return stored
        .<ProofSubject>map(name -> new ProofSubject.Stored(name, Optional.of(source.name())))
        .orElseGet(
            () -> new ProofSubject.Fresh(source.connection(), options.settings(source, clock)));
  }

  private ProvingSettings settings(Target source, CheckSettings checks, Backup backup) {
    ProvingSettings defaults = ProvingSettings.of(rerun(backup));
    Path copies = workFolder.map(WorkFolder::within).orElse(defaults.workFolder());
    return new ProvingSettings(
        defaults.threads(),
        Duration.ofMinutes(recoveryMinutes),
        defaults.digest(),
        checks,
        source.invariants(),
        defaults.servers(),
        requireIsolation ? Confinement.REQUIRED : Confinement.PREFERRED,
        copies,
        defaults.rerun(),
        Optional.of(source::connection));
  }

  private String rerun(Backup backup) {
    return "ballast prove"
        + target.asTyped()
        + " --backup "
        + backup.id().text()
        + (log ? " --log" : "")
        + (requireIsolation ? " --require-isolation" : "")
        + workFolder.map(w -> " --work-dir " + w).orElse("")
        + indexMinutes.map(m -> " --index-budget " + m).orElse("")
        + (accepted.isEmpty() ? "" : " --accept-undecided " + String.join(",", accepted))
        + vaults.asTyped();
  }
}
