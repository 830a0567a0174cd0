package dev.ballast.observe.check;

import dev.ballast.targets.config.Figure.Unit;
import dev.ballast.targets.config.KnownCheck;
import java.util.Set;

/// What a configuration may say about a check.
public final class ConfiguredCheck {
  private ConfiguredCheck() {}

  public static KnownCheck of(Check check) {
    Threshold threshold = check.threshold();
    return new KnownCheck(
        check.name(),
        check.topic().key(),
        figures(threshold.measure()),
        threshold.raise(),
        threshold.page(),
        check.labels());
  }

  private static KnownCheck.Figures figures(Measure measure) {
    return switch (measure) {
      case SECONDS -> figures(measure, Set.of(Unit.SECONDS), "a duration such as 10min");
      case BYTES, BYTES_PER_SECOND -> figures(measure, Set.of(Unit.BYTES), "a size such as 16GB");
      case SHARE -> figures(measure, Set.of(Unit.SHARE, Unit.NUMBER), "a share such as 90%");
      case TRANSACTIONS, TIMES, PER_SECOND, COUNT ->
          figures(measure, Set.of(Unit.NUMBER), "a number without a unit");
    };
  }

  private static KnownCheck.Figures figures(Measure measure, Set<Unit> units, String example) {
    return new KnownCheck.Figures(units, example, measure::text);
  }
}
