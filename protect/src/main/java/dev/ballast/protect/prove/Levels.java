package dev.ballast.protect.prove;

import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/// The results gathered while a proof runs. For one thread at a time.
final class Levels {
  private final Map<Level, LevelResult> results = new EnumMap<>(Level.class);

  void add(LevelResult result) {
    if (results.put(result.level(), result) != null) {
      throw new IllegalStateException(result.level() + " was decided twice");
    }
  }

  boolean isProved(Level level) {
    LevelResult result = results.get(level);
    return result != null && result.verdict().isProved();
  }

  void proved(Level level, Duration took, String summary, List<String> facts) {
    add(new LevelResult(level, Verdict.proved(), took, summary, facts));
  }

  void refuted(Level level, Duration took, String reason, List<String> facts) {
    add(new LevelResult(level, Verdict.refuted(reason), took, reason, facts));
  }

  /// All levels, weakest first; one that was not reached is undecided and says which level stood in
  /// the way.
  List<LevelResult> all() {
    return upTo(Level.L6);
  }

  /// The same of a proof that claims no level above this one.
  List<LevelResult> upTo(Level last) {
    List<LevelResult> all = new ArrayList<>();
    for (Level level : EnumSet.range(Level.L0, last)) {
      LevelResult result = results.get(level);
      if (result == null) {
        String reason = "not reached, because " + blocker(all) + " was not proved";
        result =
            new LevelResult(level, Verdict.undecided(reason), Duration.ZERO, reason, List.of());
      }
      all.add(result);
    }
    return List.copyOf(all);
  }

  private static String blocker(List<LevelResult> before) {
    return before.stream()
        .filter(r -> !r.verdict().isProved())
        .map(r -> r.level().name())
        .findFirst()
        .orElse("the run");
  }
}
