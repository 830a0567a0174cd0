package dev.ballast.evidence;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What was predicted of a change, so that it can be compared with what it takes.
///
/// @param change its name, as a report shows it
/// @param target where it will run
/// @param rehearsal the entry of the evidence log that holds the rehearsal that it was made from;
///     empty in entries that do not say so
public record ChangePrediction(
    String change,
    String target,
    List<Statement> statements,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Long> rehearsal) {
  public ChangePrediction {
    requireNonNull(change, "change is null");
    requireNonNull(target, "target is null");
    statements = List.copyOf(statements);
    rehearsal = requireNonNullElse(rehearsal, Optional.empty());
  }

  /// The prediction of one statement. One that could not be predicted is left out.
  ///
  /// @param number in the change, from 1
  /// @param kind as predictions are grouped: `create index`
  /// @param text its beginning
  /// @param fingerprint of the whole text, by which it is recognised; empty where it has none
  /// @param before what the target had counted of it by then; empty where that was not read
  public record Statement(
      int number,
      String kind,
      String text,
      Duration low,
      Duration expected,
      Duration high,
      Optional<String> fingerprint,
      Optional<Counted> before) {
    public Statement {
      requireNonNull(kind, "kind is null");
      requireNonNull(text, "text is null");
      requireNonNull(low, "low is null");
      requireNonNull(expected, "expected is null");
      requireNonNull(high, "high is null");
      fingerprint = requireNonNullElse(fingerprint, Optional.empty());
      before = requireNonNullElse(before, Optional.empty());
    }
  }

  /// How often a statement ran, and how long altogether.
  public record Counted(long calls, Duration total) {
    public static final Counted NONE = new Counted(0, Duration.ZERO);

    public Counted {
      requireNonNull(total, "total is null");
    }
  }
}
