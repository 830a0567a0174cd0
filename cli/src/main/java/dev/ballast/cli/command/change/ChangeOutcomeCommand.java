package dev.ballast.cli.command.change;

import dev.ballast.change.forecast.PredictionRecord;
import dev.ballast.cli.command.CommandError;
import dev.ballast.cli.command.VaultOptions;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.report.Report;
import dev.ballast.report.change.ChangeOutcomeReport;
import dev.ballast.report.change.ChangePredictionReport;
import dev.ballast.report.change.PredictionErrorsReport;
import dev.ballast.vault.Vault;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ballast change outcome`
@Command(
    name = "outcome",
    header = "Compare what a change took in production with what was predicted.",
    description = {
      "With the number of a prediction's entry in the evidence log, prints the prediction. With"
          + " --took as well, stores how long one of its statements took, and prints by which factor"
          + " the prediction was off.",
      "With --list, prints for each kind of statement by which factor predictions were off: the"
          + " median, and what nine in ten kept. From 5 outcomes on, that is the width of later"
          + " predictions of the kind."
    })
@Example({
  "ballast change outcome 41",
  "ballast change outcome 41 --statement 2 --took 12.4",
  "ballast change outcome --list"
})
@Exits({ExitCode.PRECONDITION, ExitCode.REFUTED})
@SeeAlso({"ballast evidence list"})
public final class ChangeOutcomeCommand implements LeafCommand {
  private static final double NANOS = 1e9;
  private static final double LONGEST_SECONDS = 1e8;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "<entry>",
      description = "Number of the entry that holds the prediction.")
  private Optional<Long> entry = Optional.empty();

  @Option(
      names = "--statement",
      paramLabel = "<number>",
      order = 1,
      description = "Which statement of the change, from 1. Default: 1.")
  private Optional<Integer> statement = Optional.empty();

  @Option(
      names = "--took",
      paramLabel = "<seconds>",
      order = 2,
      description = "How long it took in production.")
  private Optional<Double> took = Optional.empty();

  @Option(
      names = "--list",
      order = 3,
      description = "Print the errors of past predictions instead.")
  private boolean list;

  @Mixin private VaultOptions vaults = new VaultOptions();

  @Override
  public Report run(Console console) {
    requireOneOfTwo();
    try (Vault vault = vaults.open(console, Optional.empty())) {
      PredictionRecord record = new PredictionRecord(vault.evidence());
      if (list) {
        return new PredictionErrorsReport(record.errors().kinds());
      }
      long number = entry.orElseThrow();
      return took.<Report>map(
              seconds ->
                  ChangeOutcomeReport.of(
                      record.took(
                          number, statement.orElse(1), duration(seconds), PredictionRecord.GIVEN)))
          .orElseGet(() -> new ChangePredictionReport(number, record.prediction(number)));
    }
  }

  private void requireOneOfTwo() {
    if (list == entry.isPresent()) {
      throw Fault.of(CommandError.OPTION_INVALID, "an entry and --list exclude each other")
          .detail(list ? "Both were given." : "Neither was given.")
          .hint("Name the entry of a prediction, or use --list.");
    }
    if (took.isEmpty() && statement.isPresent()) {
      throw Fault.of(CommandError.OPTION_INVALID, "--statement says what --took is of")
          .detail("--took is missing.")
          .hint("Without --took, all statements of the prediction are printed.");
    }
    took.ifPresent(ChangeOutcomeCommand::duration);
  }

  private static Duration duration(double seconds) {
    if (!(seconds > 0 && seconds <= LONGEST_SECONDS)) {
      throw Fault.of(CommandError.OPTION_INVALID, "not a duration: --took " + seconds)
          .detail("It is more than 0 and at most 100000000 seconds.")
          .hint("Read it from pg_stat_statements, or from the log with log_duration = on.");
    }
    return Duration.ofNanos(Math.max(1, Math.round(seconds * NANOS)));
  }
}
