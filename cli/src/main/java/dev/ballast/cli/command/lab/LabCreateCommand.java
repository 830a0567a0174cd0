package dev.ballast.cli.command.lab;

import dev.ballast.cli.command.CommandError;
import dev.ballast.cli.command.VaultOptions;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.ConsoleProgress;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.Acceptance;
import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.lab.clone.Lab;
import dev.ballast.lab.twin.TwinSource;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.protect.SettingRange;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.protect.backup.ChosenBackup;
import dev.ballast.protect.backup.SoundBackup;
import dev.ballast.protect.prove.BackupProof;
import dev.ballast.protect.prove.ProofSubject;
import dev.ballast.protect.prove.ProvingSettings;
import dev.ballast.report.Report;
import dev.ballast.report.lab.CloneReport;
import dev.ballast.report.protect.ShellWord;
import dev.ballast.targets.config.Target;
import dev.ballast.vault.Vault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ballast lab create`
@Command(
    name = "create",
    header = "Make a clone of a proved backup, or a twin without rows.",
    description = {
      "Restores the backup into the lab, recovers it to the end of its log, takes the power from its"
          + " roles, and stops it. What is tried later runs on a copy of that state, so that each run"
          + " begins with the same one.",
      "Only a proved backup makes a clone; the latest proved one is taken unless another is named."
          + " With --now a backup is taken and proved first.",
      "Room for the clone, and for one copy where copies share nothing with it, is looked for before"
          + " anything is written. A clone that nobody uses for its lifetime is removed by the next"
          + " command of the lab.",
      "Where the data may not be read, --twin makes a clone without rows: the schema of the target,"
          + " as pg_dump reads it, and what its planner knows of sizes and columns. A login that may"
          + " read no table is enough. Plans are those of the target; nothing that depends on rows can be"
          + " measured, and a rehearsal says so."
    })
@Example({
  "ballast lab create shop",
  "ballast lab create shop --backup 20261120t0722 --keep-hours 24",
  "ballast lab create shop --now --target shop",
  "ballast lab create shop-plans --twin shop"
})
@Exits({
  ExitCode.REFUSED,
  ExitCode.UNREACHABLE,
  ExitCode.PRECONDITION,
  ExitCode.REFUTED,
  ExitCode.TIMEOUT
})
@SeeAlso({"ballast prove", "ballast lab connect", "ballast lab destroy"})
public final class LabCreateCommand implements LeafCommand {
  private static final SettingRange HOURS =
      new SettingRange("--keep-hours", 1, Duration.ofDays(365).toHours());
  private static final SettingRange GIGABYTES = new SettingRange("--budget", 1, 1 << 20);

  @Parameters(
      index = "0",
      paramLabel = "<clone>",
      description = "What it is to be called: at most 31 of a-z, 0-9, - and _.")
  private String name = "";

  @Option(
      names = "--backup",
      paramLabel = "<backup>",
      order = 1,
      description =
          "The backup: an id as 'ballast backup list' prints it, its beginning, or latest. Default:"
              + " the latest that was proved.")
  private Optional<String> backup = Optional.empty();

  @Option(
      names = "--of",
      paramLabel = "<target>",
      order = 2,
      description = "The target whose backup is meant, where the vault holds backups of several.")
  private Optional<String> of = Optional.empty();

  @Option(
      names = "--now",
      order = 3,
      description = "Take a backup of --target, prove it, and make the clone of it.")
  private boolean now;

  @Option(
      names = "--target",
      paramLabel = "<name|url>",
      order = 4,
      description =
          "With --now, the guarded server: a name from the configuration, or"
              + " postgresql://user@host:port/database.")
  private Optional<String> target = Optional.empty();

  @Option(
      names = "--unproved",
      order = 5,
      description =
          "Make the clone even of a backup that was not proved; with --now, without proving it.")
  private boolean unproved;

  @Option(
      names = "--accept-undecided",
      paramLabel = "<level|cause>",
      split = ",",
      order = 6,
      description =
          "Make the clone of a backup whose proof left nothing undecided but these: a level such as"
              + " L4, or page-checksums-off. Default: accept-undecided of ballast.yaml.")
  private List<String> accepted = new ArrayList<>();

  @Option(
      names = "--keep-hours",
      paramLabel = "<n>",
      order = 7,
      defaultValue = "168",
      description =
          "How long the clone is kept after each use, in hours. Default: ${DEFAULT-VALUE}.")
  private long hours;

  @Option(
      names = "--budget",
      paramLabel = "<GB>",
      order = 8,
      description =
          "The most that the clone and a copy of it may take, in GB. Default: what the disk has.")
  private Optional<Long> gigabytes = Optional.empty();

  @Option(
      names = "--require-isolation",
      order = 9,
      description = "Recover the clone in a whole sandbox or not at all.")
  private boolean requireIsolation;

  @Option(
      names = "--twin",
      paramLabel = "<name|url>",
      order = 10,
      description =
          "Make a twin of this server's database instead: schema and statistics, no rows. A name from"
              + " the configuration, or postgresql://user@host:port/database.")
  private Optional<String> twin = Optional.empty();

  @Option(
      names = "--with-values",
      order = 11,
      description =
          "With --twin, read the values of rows that the statistics hold, too: the most common ones"
              + " and the bounds of histograms. They may be personal data. Without them comparisons"
              + " with constants are planned by the number of distinct values alone.")
  private boolean values;

  @Mixin private LabOption lab = new LabOption();
  @Mixin private VaultOptions vaults = new VaultOptions();

  @Override
  public Report run(Console console) {
    HOURS.require(hours);
    gigabytes.ifPresent(GIGABYTES::require);
    requireOneSource();
    if (twin.isPresent()) {
      return twin(vaults.configuration().target(twin.get()), console);
    }
    Optional<Target> source = target.map(vaults.configuration()::target);
    Acceptance acceptance = acceptance(source);
    try (Vault vault = vaults.open(console, source);
        ConsoleProgress progress = new ConsoleProgress(console)) {
      Lab made = lab.open(console);
      made.requireFree(name);
      return CloneReport.of(
          made.create(
              new Lab.Wanted(
                  name,
                  source
                      .map(server -> taken(vault, server, console, progress))
                      .orElseGet(() -> stored(vault, acceptance, console)),
                  new Lab.Trust(unproved, acceptance),
                  requireIsolation ? Confinement.REQUIRED : Confinement.PREFERRED,
                  new Lab.Bounds(
                      Duration.ofHours(hours), gigabytes.map(gb -> new ByteSize(gb << 30)))),
              vault,
              progress));
    }
  }

  private Report twin(Target source, Console console) {
    Lab made = lab.open(console);
    made.requireFree(name);
    try (ConsoleProgress progress = new ConsoleProgress(console)) {
      progress.begin("reading the schema and the statistics", 0);
      TwinSource read =
          TwinSource.read(source.name(), source.connection(), values, console.clock());
      return CloneReport.of(
          made.createTwin(
              new Lab.WantedTwin(
                  name,
                  read,
                  requireIsolation ? Confinement.REQUIRED : Confinement.PREFERRED,
                  Duration.ofHours(hours)),
              progress));
    }
  }

  private void requireOneSource() {
    if (values && twin.isEmpty()) {
      throw Fault.of(CommandError.OPTION_INVALID, "--with-values goes with --twin");
    }
    if (twin.isPresent()
        && (now
            || unproved
            || backup.isPresent()
            || of.isPresent()
            || target.isPresent()
            || gigabytes.isPresent()
            || !accepted.isEmpty())) {
      throw Fault.of(CommandError.OPTION_INVALID, "--twin and a backup exclude each other")
          .hint("With --twin there are only --with-values, --keep-hours and --require-isolation.");
    }
    if (now != target.isPresent()) {
      throw Fault.of(CommandError.OPTION_INVALID, "--now and --target go together")
          .hint("A stored backup of a target is named with --of.");
    }
    if (now && (backup.isPresent() || of.isPresent())) {
      throw Fault.of(CommandError.OPTION_INVALID, "--now and a stored backup exclude each other")
          .hint("Leave out --backup and --of, or --now.");
    }
  }

  /// As the options say, or the configuration says of the target.
  private Acceptance acceptance(Optional<Target> source) {
    if (!accepted.isEmpty()) {
      return Acceptance.of(accepted)
          .orElseThrow(
              () ->
                  Fault.of(
                      CommandError.OPTION_INVALID,
                      "--accept-undecided must be " + Acceptance.allowed()));
    }
    return source
        .or(this::declared)
        .map(server -> server.proof().accepted())
        .orElse(Acceptance.NONE);
  }

  /// The target that `--of` names, where the configuration declares it.
  private Optional<Target> declared() {
    return vaults
        .configuration()
        .loadIfPresent()
        .flatMap(
            known ->
                known.targets().stream()
                    .filter(server -> of.filter(server.name()::equals).isPresent())
                    .findFirst());
  }

  private Backup stored(Vault vault, Acceptance acceptance, Console console) {
    ChosenBackup chosen =
        backup.isEmpty() && !unproved
            ? ChosenBackup.latestProved(vault, of, acceptance)
            : ChosenBackup.find(vault, backup.orElse(ChosenBackup.LATEST), of);
    chosen.notes().forEach(console::insist);
    return chosen.backup();
  }

  private Backup taken(Vault vault, Target source, Console console, Progress progress) {
    BackupSettings how = BackupSettings.of(source.name(), console.clock().now().getEpochSecond());
    if (unproved) {
      return SoundBackup.take(vault, source.connection(), how, console.clock(), progress).backup();
    }
    return BackupProof.run(
            vault,
            new ProofSubject.Fresh(source.connection(), how),
            taken ->
                ProvingSettings.of(
                    "ballast prove --target %s --backup %s%s"
                        .formatted(
                            ShellWord.of(target.orElseThrow()),
                            taken.id().text(),
                            vaults.asTyped())),
            console.clock(),
            progress)
        .backup();
  }
}
