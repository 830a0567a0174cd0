package dev.ballast.evidence;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/// What one proof level concluded.
///
/// @param summary one line a manager understands: what was covered, in numbers
/// @param facts what an engineer asks next, one per line: names, LSNs, exclusions
public record LevelResult(
    Level level, Verdict verdict, Duration took, String summary, List<String> facts) {
  public LevelResult {
    requireNonNull(level, "level is null");
    requireNonNull(verdict, "verdict is null");
    requireNonNull(took, "took is null");
    requireNonNull(summary, "summary is null");
    facts = List.copyOf(facts);
  }
}
