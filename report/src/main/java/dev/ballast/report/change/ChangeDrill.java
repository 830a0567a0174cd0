package dev.ballast.report.change;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.ballast.change.rehearse.RehearsalResult;
import dev.ballast.change.rehearse.Seconds;
import dev.ballast.change.rehearse.TrafficEffect;
import dev.ballast.change.rehearse.TrafficStretch;
import dev.ballast.evidence.Verdict;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A dangerous change and what the check writes in its place, both rehearsed on copies of one
/// clone.
public record ChangeDrill(Side dangerous, Side instead) {
  public ChangeDrill {
    requireNonNull(dangerous, "dangerous is null");
    requireNonNull(instead, "instead is null");
  }

  /// One of the two.
  ///
  /// @param undone whether its rollback was proved
  /// @param before 99 % of the statements of the traffic end within this without the change
  /// @param during the same while the change runs; the worse one of the ways forwards and back
  public record Side(
      List<String> statements,
      String headline,
      Verdict verdict,
      boolean undone,
      Optional<Duration> before,
      Optional<Duration> during) {
    public Side {
      statements = List.copyOf(statements);
      requireNonNull(headline, "headline is null");
      requireNonNull(verdict, "verdict is null");
      requireNonNull(before, "before is null");
      requireNonNull(during, "during is null");
    }

    /// What a rehearsal says of it.
    ///
    /// @param statements of the change, as they are shown
    public static Side of(List<String> statements, RehearsalResult result) {
      Optional<TrafficEffect> traffic = result.measured().traffic();
      return new Side(
          statements,
          result.headline(),
          result.verdict(),
          result.rollback().verdict().isProved(),
          traffic.map(TrafficEffect::before).map(TrafficStretch::p99),
          traffic.flatMap(
              effect ->
                  effect.during().stream()
                      .map(script -> script.traffic().p99())
                      .max(Comparator.naturalOrder())));
    }

    /// The latencies in words.
    @JsonIgnore
    public String latencies() {
      return "99%% of statements within %s before, %s during"
          .formatted(
              before.map(Seconds::of).orElse("(no traffic)"),
              during.map(Seconds::of).orElse("(no traffic)"));
    }
  }

  /// Whether both were undone completely. How long a lock is held depends on the machine.
  @JsonIgnore
  public boolean isUndone() {
    return dangerous.undone() && instead.undone();
  }
}
