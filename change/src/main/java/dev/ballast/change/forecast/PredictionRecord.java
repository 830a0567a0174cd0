package dev.ballast.change.forecast;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.ChangeError;
import dev.ballast.change.actual.Actual;
import dev.ballast.change.actual.ActualTimes;
import dev.ballast.change.actual.CountedStatements;
import dev.ballast.change.actual.StatementPrint;
import dev.ballast.evidence.ChangeOutcome;
import dev.ballast.evidence.ChangePrediction;
import dev.ballast.evidence.Fault;
import dev.ballast.vault.log.EvidenceEntry;
import dev.ballast.vault.log.EvidenceLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What was predicted and what came of it, in the evidence log of a vault. Faults: those of the
/// log.
public final class PredictionRecord {
  /// The kind of an entry that holds a [ChangePrediction].
  public static final String PREDICTION = "change-prediction";

  /// The kind of an entry that holds a [ChangeOutcome].
  public static final String OUTCOME = "change-outcome";

  /// Somebody read it off a log or a clock.
  public static final String GIVEN = "given";

  private static final double NANOS = 1e9;

  private final EvidenceLog log;

  public PredictionRecord(EvidenceLog log) {
    this.log = requireNonNull(log, "log is null");
  }

  /// Stores the forecast of a change before it runs, and returns the number of its entry.
  ///
  /// @param counted what the target has counted of its statements by now; empty where it was not
  ///     read
  /// @param rehearsal the entry that holds the rehearsal
  public long predicted(
      String change,
      String target,
      List<StatementForecast> forecasts,
      Optional<CountedStatements> counted,
      Optional<Long> rehearsal) {
    List<ChangePrediction.Statement> statements = new ArrayList<>();
    for (int i = 0; i < forecasts.size(); i++) {
      if (forecasts.get(i) instanceof StatementForecast.Predicted predicted) {
        statements.add(statement(i + 1, predicted, counted));
      }
    }
    return log.append(PREDICTION, new ChangePrediction(change, target, statements, rehearsal))
        .seq();
  }

  private static ChangePrediction.Statement statement(
      int number, StatementForecast.Predicted predicted, Optional<CountedStatements> counted) {
    Optional<String> print = StatementPrint.of(predicted.measured().text());
    Interval seconds = predicted.seconds();
    return new ChangePrediction.Statement(
        number,
        predicted.measured().kind().title(),
        Excerpt.of(predicted.measured().text()),
        duration(seconds.low()),
        duration(seconds.expected()),
        duration(seconds.high()),
        print,
        counted.flatMap(known -> print.flatMap(known::of)));
  }

  private static Duration duration(double seconds) {
    return Duration.ofNanos(Math.round(seconds * NANOS));
  }

  /// A prediction, the number of its entry, and when it was made.
  public record Stored(long seq, Instant at, ChangePrediction prediction) {}

  /// Every prediction, oldest first.
  public List<Stored> predictions() {
    return log.authentic().stream()
        .filter(entry -> entry.kind().equals(PREDICTION))
        .map(entry -> new Stored(entry.seq(), entry.at(), entry.as(ChangePrediction.class)))
        .toList();
  }

  /// Stores how long a statement took.
  ///
  /// @param seq the entry of the prediction
  /// @param number of the statement in it
  /// @param source who measured it: [#GIVEN], `pg_stat_statements`, `log`
  public ChangeOutcome took(long seq, int number, Duration actual, String source) {
    ChangePrediction prediction = prediction(seq).prediction();
    ChangePrediction.Statement statement = statement(seq, number, prediction);
    ChangeOutcome outcome =
        new ChangeOutcome(
            statement.kind(),
            statement.text(),
            prediction.target(),
            statement.low(),
            statement.expected(),
            statement.high(),
            actual,
            source,
            Optional.of(new ChangeOutcome.Of(seq, number)));
    log.append(OUTCOME, outcome);
    return outcome;
  }

  /// What is known of one statement of a prediction.
  ///
  /// @param outcome as it is stored, now or earlier; empty where it is not known
  /// @param reason why it is not known; empty where it is
  public record Known(
      ChangePrediction.Statement statement,
      Optional<ChangeOutcome> outcome,
      Optional<String> reason) {}

  /// Stores how long the statements of a prediction took, as far as that is known. One whose
  /// outcome is stored already keeps it.
  ///
  /// @param number the only statement that is meant; empty for all
  public List<Known> took(long seq, Optional<Integer> number, ActualTimes times) {
    ChangePrediction prediction = prediction(seq).prediction();
    number.ifPresent(only -> statement(seq, only, prediction));
    List<ChangeOutcome> stored = outcomes();
    List<Actual> actual = times.of(prediction);
    List<Known> known = new ArrayList<>();
    for (int i = 0; i < actual.size(); i++) {
      ChangePrediction.Statement each = prediction.statements().get(i);
      Actual now = actual.get(i);
      if (number.isPresent() && number.get() != each.number()) {
        continue;
      }
      Optional<ChangeOutcome> earlier =
          stored.stream()
              .filter(
                  outcome ->
                      outcome.of().equals(Optional.of(new ChangeOutcome.Of(seq, each.number()))))
              .findFirst();
      known.add(
          earlier
              .map(outcome -> new Known(each, Optional.of(outcome), Optional.empty()))
              .orElseGet(() -> known(seq, each, now, times)));
    }
    return List.copyOf(known);
  }

  private Known known(
      long seq, ChangePrediction.Statement statement, Actual actual, ActualTimes times) {
    return switch (actual) {
      case Actual.Took(Duration duration) ->
          new Known(
              statement,
              Optional.of(took(seq, statement.number(), duration, times.source())),
              Optional.empty());
      case Actual.Unknown(String reason) ->
          new Known(statement, Optional.empty(), Optional.of(reason));
    };
  }

  /// The prediction of that entry.
  public Stored prediction(long seq) {
    List<Stored> stored = predictions();
    return stored.stream()
        .filter(each -> each.seq() == seq)
        .findFirst()
        .orElseThrow(
            () ->
                Fault.of(ChangeError.PREDICTION_UNKNOWN, "no prediction has that number")
                    .detail(
                        "Asked for entry %d; %s."
                            .formatted(
                                seq,
                                stored.isEmpty()
                                    ? "the vault holds no prediction"
                                    : "there are "
                                        + stored.stream()
                                            .map(each -> Long.toString(each.seq()))
                                            .collect(Collectors.joining(", "))))
                    .hint("A rehearsal prints the number of its prediction."));
  }

  private static ChangePrediction.Statement statement(
      long seq, int number, ChangePrediction prediction) {
    return prediction.statements().stream()
        .filter(each -> each.number() == number)
        .findFirst()
        .orElseThrow(() -> unknownStatement(seq, number, prediction));
  }

  private static Fault unknownStatement(long seq, int number, ChangePrediction prediction) {
    return Fault.of(
            ChangeError.PREDICTION_UNKNOWN, "no statement of that prediction has that number")
        .detail(
            "Asked for statement %d of entry %d, which predicts %s."
                .formatted(
                    number,
                    seq,
                    prediction.statements().isEmpty()
                        ? "none"
                        : prediction.statements().stream()
                            .map(each -> Integer.toString(each.number()))
                            .collect(Collectors.joining(", "))))
        .hint("A statement that could not be predicted has no outcome.");
  }

  /// Every outcome, oldest first.
  public List<ChangeOutcome> outcomes() {
    return log.authentic().stream()
        .filter(entry -> entry.kind().equals(OUTCOME))
        .map((EvidenceEntry entry) -> entry.as(ChangeOutcome.class))
        .toList();
  }

  /// How far predictions were off, for each kind of statement.
  public PastErrors errors() {
    return PastErrors.of(outcomes());
  }
}
