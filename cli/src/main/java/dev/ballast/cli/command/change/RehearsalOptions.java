package dev.ballast.cli.command.change;

import dev.ballast.change.actual.CountedStatements;
import dev.ballast.change.claim.CloneChoice;
import dev.ballast.change.claim.RecordedRehearsal;
import dev.ballast.change.forecast.MachineCalibration;
import dev.ballast.change.forecast.PastErrors;
import dev.ballast.change.forecast.PredictionRecord;
import dev.ballast.change.live.LiveWorkload;
import dev.ballast.change.rehearse.PlannedChange;
import dev.ballast.change.rehearse.Production;
import dev.ballast.change.rehearse.RehearsalPolicy;
import dev.ballast.change.rehearse.RehearsalRequest;
import dev.ballast.cli.command.CommandError;
import dev.ballast.cli.command.VaultOptions;
import dev.ballast.cli.frame.Console;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.targets.config.RehearsalSettings;
import dev.ballast.targets.config.Target;
import dev.ballast.vault.Vault;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// On what a change is rehearsed, how, and what it may do.
final class RehearsalOptions {
  private static final Duration LEAST_LIMIT = Duration.ofSeconds(1);

  @Mixin private CloneOptions clones = new CloneOptions();
  @Mixin private TrafficOptions traffic = new TrafficOptions();
  @Mixin private PolicyOptions policy = new PolicyOptions();

  @Option(
      names = "--database",
      paramLabel = "<name>",
      order = 13,
      description =
          "The database that the change runs in. Default: change.rehearsal.database of the"
              + " configuration, else the only one that the clone has.")
  private Optional<String> database = Optional.empty();

  @Option(
      names = "--role",
      paramLabel = "<name>",
      order = 14,
      description =
          "The role that the change runs as. Default: change.rehearsal.role of the configuration,"
              + " else the owner of the database.")
  private Optional<String> role = Optional.empty();

  @Option(
      names = "--one-way",
      paramLabel = "<reason>",
      order = 15,
      description =
          "The change has no way back, and this is why. The reason is reported and recorded.")
  private Optional<String> oneWay = Optional.empty();

  @Option(
      names = "--standby",
      order = 16,
      description =
          "Have a standby follow the copy, so that its lag is measured. A limit on the lag does so"
              + " too.")
  private boolean standby;

  @Option(
      names = "--hold",
      order = 16,
      description =
          "Where a script fails, keep the copy as it is then, print how to enter it, and continue after"
              + " Ctrl-C.")
  private boolean hold;

  @Option(
      names = "--statement-limit",
      paramLabel = "<duration>",
      order = 16,
      defaultValue = "1h",
      description = "Bound on one statement, such as 10min. Default: ${DEFAULT-VALUE}.")
  private String statementLimit = "1h";

  @Option(
      names = "--forecast",
      order = 17,
      description =
          "Predict how long each statement takes on the server of --target, from the size and the"
              + " traffic of its tables, which are read there. The prediction is recorded;"
              + " see ballast change outcome.")
  private boolean forecast;

  @Option(
      names = "--measure-target",
      order = 17,
      description =
          "With --forecast, run one query on the target, which reads no table and takes some tenths of"
              + " a second, to compare its processor with this machine's. Without it both are taken"
              + " for equally fast, which the forecast says.")
  private boolean measureTarget;

  @Option(
      names = "--require-isolation",
      order = 17,
      description =
          "Rehearse in a whole sandbox or not at all. Without it the result says which isolation was"
              + " missing.")
  private boolean requireIsolation;

  /// The target that was named, if one was. Throws where neither it nor a clone is named.
  Optional<Target> target(VaultOptions vaults) {
    return clones.target(vaults.configuration());
  }

  /// How it is rehearsed, by the options and what the configuration says.
  RehearsalRequest request(
      RehearsalRequest.Subject subject,
      RehearsalSettings settings,
      Optional<Target> target,
      Optional<Vault> vault,
      Console console) {
    RehearsalPolicy limits = policy.over(settings);
    Optional<String> in = database.or(settings::database);
    return new RehearsalRequest(
        subject,
        in,
        role.or(settings::role),
        statementLimit(),
        oneWay(),
        traffic.plan(target, in, console.clock()),
        standby || limits.standbyLag().isPresent(),
        hold,
        production(target, vault, console),
        limits,
        requireIsolation ? Confinement.REQUIRED : Confinement.PREFERRED);
  }

  private Optional<Production> production(
      Optional<Target> target, Optional<Vault> vault, Console console) {
    if (!forecast) {
      if (measureTarget) {
        throw Fault.of(CommandError.OPTION_INVALID, "--measure-target goes with --forecast");
      }
      return Optional.empty();
    }
    Target server =
        target.orElseThrow(
            () ->
                Fault.of(CommandError.OPTION_INVALID, "--forecast needs --target")
                    .hint("Name the server that the change is for."));
    return Optional.of(
        new Production(
            LiveWorkload.of(server.connection(), server.name()),
            measureTarget
                ? Optional.of(
                    MachineCalibration.ofServer(
                        server.connection(), server.name(), console.clock()))
                : Optional.empty(),
            vault
                .map(each -> new PredictionRecord(each.evidence()).errors())
                .orElse(PastErrors.NONE),
            counted(server, console)));
  }

  /// What the target has counted so far, so that what it counts later can be distinguished.
  private static Optional<CountedStatements> counted(Target server, Console console) {
    try {
      return Optional.of(CountedStatements.read(server.connection()));
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      console.say(
          "what %s has counted of its statements is not known: %s"
              .formatted(server.name(), fault.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<String> oneWay() {
    if (oneWay.filter(String::isBlank).isPresent()) {
      throw Fault.of(CommandError.OPTION_INVALID, "--one-way gives no reason")
          .hint("Write why the change needs no way back: --one-way \"the column is empty\".");
    }
    return oneWay;
  }

  /// PostgreSQL takes zero for no limit at all.
  private Duration statementLimit() {
    Duration limit =
        PolicyOptions.duration("--statement-limit", Optional.of(statementLimit)).orElseThrow();
    if (limit.compareTo(LEAST_LIMIT) < 0) {
      throw Fault.of(CommandError.OPTION_INVALID, "--statement-limit must be at least 1s");
    }
    return limit;
  }

  /// Opens the vault where one is named, and does the work with it.
  <T> T inVault(
      VaultOptions vaults,
      Optional<Target> target,
      Console console,
      Function<Optional<Vault>, T> work) {
    if (target.isEmpty() && !vaults.isNamed()) {
      return work.apply(Optional.empty());
    }
    try (Vault vault = vaults.open(console, target)) {
      return work.apply(Optional.of(vault));
    }
  }

  /// Rehearses a change on the clone that the options mean, and records the result.
  RecordedRehearsal.Outcome rehearse(
      PlannedChange change, RehearsalRequest request, Surroundings around) {
    return rehearse(
        change,
        request,
        clones.choice(around.vault(), around.vaults().configuration(), request.confinement()),
        around);
  }

  /// Rehearses a change on a certain clone, and records the result.
  RecordedRehearsal.Outcome rehearse(
      PlannedChange change, RehearsalRequest request, CloneChoice choice, Surroundings around) {
    return RecordedRehearsal.run(
        change,
        request,
        new RecordedRehearsal.Place(
            clones.lab(around.console()), choice, around.vault(), around.rerun()),
        around.console().clock(),
        around.progress());
  }

  /// What a command has around a rehearsal.
  ///
  /// @param vaults what the vault was looked up by
  /// @param vault that was opened, if one was
  /// @param rerun the command that runs it again
  record Surroundings(
      VaultOptions vaults,
      Optional<Vault> vault,
      String rerun,
      Console console,
      Progress progress) {}
}
