package dev.ballast.pages.proof;

import static java.util.Objects.requireNonNull;

import dev.ballast.pages.chart.LaneChart;
import dev.ballast.pages.chart.TimeChart;
import dev.ballast.pages.work.Fact;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One rehearsal of a change: what it did to the traffic, which locks it held, what it was expected
/// to take and took, and whether it was undone.
///
/// @param place the vault and the number of the entry in its log
/// @param entryPath of the entry as it is kept
/// @param latency of the traffic; empty where there was none, or none is kept
/// @param locks when statements ran, and locks were held and waited for; empty where that is not
///     kept
/// @param missing what of the course is not kept, with the reason
/// @param rules of the policy
/// @param compared what was predicted, beside what was measured in production
/// @param unpredicted why nothing was; said where there is no prediction
/// @param facts on what it ran
public record RehearsalPage(
    String place,
    String entryPath,
    Instant at,
    String claim,
    Outcome outcome,
    Optional<String> why,
    Optional<TimeChart> latency,
    Optional<LaneChart> locks,
    List<String> missing,
    List<Rule> rules,
    List<Predicted> compared,
    String unpredicted,
    Rollback rollback,
    List<Fact> facts,
    String rerun) {
  public RehearsalPage {
    requireNonNull(place, "place is null");
    requireNonNull(entryPath, "entryPath is null");
    requireNonNull(at, "at is null");
    requireNonNull(claim, "claim is null");
    requireNonNull(outcome, "outcome is null");
    requireNonNull(why, "why is null");
    requireNonNull(latency, "latency is null");
    requireNonNull(locks, "locks is null");
    missing = List.copyOf(missing);
    rules = List.copyOf(rules);
    compared = List.copyOf(compared);
    requireNonNull(unpredicted, "unpredicted is null");
    requireNonNull(rollback, "rollback is null");
    facts = List.copyOf(facts);
    requireNonNull(rerun, "rerun is null");
  }

  /// A rule of the policy.
  public record Rule(String name, Outcome outcome, String why) {
    public Rule {
      requireNonNull(name, "name is null");
      requireNonNull(outcome, "outcome is null");
      requireNonNull(why, "why is null");
    }
  }

  /// What was predicted of a statement.
  ///
  /// @param actual how long it took in production; empty where that is not recorded
  public record Predicted(
      int number, String statement, String expected, String interval, Optional<Actual> actual) {
    public Predicted {
      requireNonNull(statement, "statement is null");
      requireNonNull(expected, "expected is null");
      requireNonNull(interval, "interval is null");
      requireNonNull(actual, "actual is null");
    }
  }

  /// How long a statement took in production.
  ///
  /// @param within whether it was within the interval that was predicted
  /// @param source who measured it
  public record Actual(String took, boolean within, String source, Instant at) {
    public Actual {
      requireNonNull(took, "took is null");
      requireNonNull(source, "source is null");
      requireNonNull(at, "at is null");
    }
  }

  /// Whether the way back restored everything.
  ///
  /// @param sentence what was compared
  /// @param differences that were found
  /// @param derived scripts whose way back was derived
  public record Rollback(
      Outcome outcome,
      Optional<String> why,
      String sentence,
      List<String> differences,
      List<String> derived) {
    public Rollback {
      requireNonNull(outcome, "outcome is null");
      requireNonNull(why, "why is null");
      requireNonNull(sentence, "sentence is null");
      differences = List.copyOf(differences);
      derived = List.copyOf(derived);
    }
  }
}
