package dev.ballast.cli.command.change;

import dev.ballast.change.actual.ActualTimes;
import dev.ballast.change.actual.CountedStatements;
import dev.ballast.change.actual.LoggedStatements;
import dev.ballast.change.forecast.PredictionRecord;
import dev.ballast.cli.command.CommandError;
import dev.ballast.cli.command.MomentText;
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
import dev.ballast.report.change.MeasuredOutcomesReport;
import dev.ballast.report.change.PredictionErrorsReport;
import dev.ballast.targets.config.Target;
import dev.ballast.vault.Vault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
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
      "With --target, the durations are read from pg_stat_statements of the server, which is only"
          + " read: statements are recognised by their text without constants. One that ran several"
          + " times since the prediction, or that the server may have counted before it, is reported"
          + " as not known, and the exit code is 3. With --log they are read from a csvlog or a"
          + " jsonlog of the server.",
      "With --list, prints for each kind of statement by which factor predictions were off: the"
          + " median, and what nine in ten kept. From 5 outcomes on, that is the width of later"
          + " predictions of the kind."
    })
@Example({
  "ballast change outcome 41",
  "ballast change outcome 41 --target shop",
  "ballast change outcome 41 --log postgresql.csv --database shop",
  "ballast change outcome 41 --statement 2 --took 12.4",
  "ballast change outcome --list"
})
@Exits({ExitCode.FOUND, ExitCode.UNREACHABLE, ExitCode.PRECONDITION, ExitCode.REFUTED})
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
      description =
          "Which statement of the change, from 1. Default: 1 with --took, else all of them.")
  private Optional<Integer> statement = Optional.empty();

  @Option(
      names = "--took",
      paramLabel = "<seconds>",
      order = 2,
      description = "How long it took in production.")
  private Optional<Double> took = Optional.empty();

  @Option(
      names = "--target",
      paramLabel = "<name|url>",
      order = 3,
      description = "The server that the change ran on: its pg_stat_statements are read.")
  private Optional<String> target = Optional.empty();

  @Option(
      names = "--log",
      paramLabel = "<file>",
      order = 4,
      description =
          "A csvlog or jsonlog of the server, with log_min_duration_statement, or with log_duration"
              + " and log_statement.")
  private Optional<Path> log = Optional.empty();

  @Option(
      names = "--database",
      paramLabel = "<name>",
      order = 5,
      description = "With --log, the database whose statements count. Default: all.")
  private Optional<String> database = Optional.empty();

  @Option(
      names = "--since",
      paramLabel = "<time>",
      order = 6,
      description =
          "What ran before this time does not count. Default: the time of the prediction.")
  private Optional<String> since = Optional.empty();

  @Option(
      names = "--list",
      order = 7,
      description = "Print the errors of past predictions instead.")
  private boolean list;

  @Mixin private VaultOptions vaults = new VaultOptions();

  @Override
  public Report run(Console console) {
    requireOneOfTwo();
    Optional<Target> server = target.map(vaults.configuration()::target);
    try (Vault vault = vaults.open(console, server)) {
      PredictionRecord record = new PredictionRecord(vault.evidence());
      if (list) {
        return new PredictionErrorsReport(record.errors().kinds());
      }
      long number = entry.orElseThrow();
      PredictionRecord.Stored stored = record.prediction(number);
      Optional<ActualTimes> times = times(stored, server);
      if (times.isPresent()) {
        return MeasuredOutcomesReport.of(number, record.took(number, statement, times.get()));
      }
      return took.<Report>map(
              seconds ->
                  ChangeOutcomeReport.of(
                      record.took(
                          number, statement.orElse(1), duration(seconds), PredictionRecord.GIVEN)))
          .orElseGet(() -> new ChangePredictionReport(number, stored.prediction()));
    }
  }

  private Optional<ActualTimes> times(PredictionRecord.Stored stored, Optional<Target> server) {
    Optional<Instant> given = since.map(text -> MomentText.time("--since", text));
    if (log.isPresent()) {
      return Optional.of(
          LoggedStatements.read(
              log.get(), stored.prediction(), given.orElse(stored.at()), database));
    }
    return server.map(
        at -> {
          CountedStatements counted = CountedStatements.read(at.connection());
          return given.map(counted::since).orElseGet(() -> counted.sincePrediction(stored.at()));
        });
  }

  private void requireOneOfTwo() {
    if (list == entry.isPresent()) {
      throw Fault.of(CommandError.OPTION_INVALID, "an entry and --list exclude each other")
          .detail(list ? "Both were given." : "Neither was given.")
          .hint("Name the entry of a prediction, or use --list.");
    }
    long sources = Stream.of(took, target, log).filter(Optional::isPresent).count();
    if (sources > 1 || (sources == 1 && list)) {
      throw Fault.of(
              CommandError.OPTION_INVALID, "--took, --target, --log and --list exclude each other")
          .hint("Name one place that the duration is known from.");
    }
    if (sources == 0 && statement.isPresent()) {
      throw Fault.of(CommandError.OPTION_INVALID, "--statement says what --took is of")
          .detail("--took, --target and --log are missing.")
          .hint("Without them, all statements of the prediction are printed.");
    }
    if ((since.isPresent() && target.isEmpty() && log.isEmpty())
        || (database.isPresent() && log.isEmpty())) {
      throw Fault.of(
              CommandError.OPTION_INVALID,
              "--since goes with --target or --log, and --database with --log")
          .hint("Add what the durations are read from.");
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
