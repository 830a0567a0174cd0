package dev.ballast.change.actual;

import dev.ballast.evidence.ChangePrediction;
import java.util.List;
import java.util.Optional;

/// Something that knows how long statements took.
public interface ActualTimes {
  /// What it is called in an outcome: `pg_stat_statements`, `log`.
  String source();

  /// How long a statement took that has this fingerprint.
  Actual of(ChangePrediction.Statement statement, String fingerprint);

  /// How long each statement of a prediction took, in their order. Statements of one prediction
  /// that differ only in their constants cannot be distinguished.
  default List<Actual> of(ChangePrediction prediction) {
    return prediction.statements().stream().map(each -> of(prediction, each)).toList();
  }

  private Actual of(ChangePrediction prediction, ChangePrediction.Statement statement) {
    Optional<String> print = statement.fingerprint();
    if (print.isEmpty()) {
      return new Actual.Unknown("its whole text is not stored with the prediction");
    }
    long alike =
        prediction.statements().stream().filter(each -> each.fingerprint().equals(print)).count();
    if (alike > 1) {
      return new Actual.Unknown(
          "%d statements of the change differ only in their constants".formatted(alike));
    }
    return of(statement, print.get());
  }
}
