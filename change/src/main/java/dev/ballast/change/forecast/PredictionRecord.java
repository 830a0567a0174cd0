package dev.ballast.change.forecast;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.ChangeError;
import dev.ballast.evidence.ChangeOutcome;
import dev.ballast.evidence.ChangePrediction;
import dev.ballast.evidence.Fault;
import dev.ballast.vault.log.EvidenceEntry;
import dev.ballast.vault.log.EvidenceLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
  public long predicted(String change, String target, List<StatementForecast> forecasts) {
    List<ChangePrediction.Statement> statements = new ArrayList<>();
    for (int i = 0; i < forecasts.size(); i++) {
      if (forecasts.get(i) instanceof StatementForecast.Predicted predicted) {
        statements.add(statement(i + 1, predicted));
      }
    }
    return log.append(PREDICTION, new ChangePrediction(change, target, statements)).seq();
  }

  private static ChangePrediction.Statement statement(
      int number, StatementForecast.Predicted predicted) {
    Interval seconds = predicted.seconds();
    return new ChangePrediction.Statement(
        number,
        predicted.measured().kind().title(),
        predicted.measured().text(),
        duration(seconds.low()),
        duration(seconds.expected()),
        duration(seconds.high()));
  }

  private static Duration duration(double seconds) {
    return Duration.ofNanos(Math.round(seconds * NANOS));
  }

  /// A prediction and the number of its entry.
  public record Stored(long seq, ChangePrediction prediction) {}

  /// Every prediction, oldest first.
  public List<Stored> predictions() {
    return log.authentic().stream()
        .filter(entry -> entry.kind().equals(PREDICTION))
        .map(entry -> new Stored(entry.seq(), entry.as(ChangePrediction.class)))
        .toList();
  }

  /// Stores how long a statement took.
  ///
  /// @param seq the entry of the prediction
  /// @param number of the statement in it
  /// @param source who measured it: [#GIVEN], `pg_stat_statements`
  public ChangeOutcome took(long seq, int number, Duration actual, String source) {
    ChangePrediction prediction = prediction(seq);
    ChangePrediction.Statement statement =
        prediction.statements().stream()
            .filter(each -> each.number() == number)
            .findFirst()
            .orElseThrow(() -> unknownStatement(seq, number, prediction));
    ChangeOutcome outcome =
        new ChangeOutcome(
            statement.kind(),
            statement.text(),
            prediction.target(),
            statement.low(),
            statement.expected(),
            statement.high(),
            actual,
            source);
    log.append(OUTCOME, outcome);
    return outcome;
  }

  /// The prediction of that entry.
  public ChangePrediction prediction(long seq) {
    List<Stored> stored = predictions();
    return stored.stream()
        .filter(each -> each.seq() == seq)
        .map(Stored::prediction)
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
