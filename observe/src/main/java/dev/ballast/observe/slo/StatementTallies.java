package dev.ballast.observe.slo;

import dev.ballast.observe.text.StatementText;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Layout;
import dev.ballast.store.sample.Reading;
import dev.ballast.targets.config.Objectives;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// How many calls of a target's statements took as long as the objectives allow, by database and
/// class. For one thread.
public final class StatementTallies {
  private static final String DATABASE = "database";

  /// Of the statements that were read last.
  private final Map<StatementText, StatementClass> classes = new HashMap<>();

  /// What was called between two readings of the family `statement`. What is there only in one of
  /// them, or was reset in between, is left out.
  ///
  /// @param texts those that are known
  public Map<Goal, Tally> between(
      Reading before,
      Reading latest,
      Function<Figures, Optional<StatementText>> texts,
      Objectives objectives) {
    Map<Labels, Figures> earlier = new HashMap<>();
    before.entities().forEach(figures -> earlier.put(figures.labels(), figures));
    Map<Goal, Tally> tallies = new LinkedHashMap<>();
    Map<StatementText, StatementClass> current = new HashMap<>();
    for (Figures figures : latest.entities()) {
      Optional<StatementText> text = texts.apply(figures);
      Figures then = earlier.get(figures.labels());
      if (text.isEmpty() || then == null) {
        continue;
      }
      StatementClass type = classes.computeIfAbsent(text.get(), StatementClass::of);
      current.put(text.get(), type);
      Optional<String> database = figures.labels().value(DATABASE).filter(d -> !d.isEmpty());
      if (type != StatementClass.OTHER && database.isPresent()) {
        Goal goal = Goals.ofStatements(objectives, database.get(), type == StatementClass.WRITE);
        Duration limit =
            objectives.service().statementTime(database.get(), type == StatementClass.WRITE);
        tally(latest.layout(), then, figures, limit)
            .ifPresent(tally -> tallies.merge(goal, tally, (one, other) -> one.plus(other)));
      }
    }
    classes.keySet().retainAll(current.keySet());
    return tallies;
  }

  private static Optional<Tally> tally(Layout layout, Figures then, Figures now, Duration limit) {
    int reset = layout.indexOf("reset_timestamp_seconds");
    if (Double.compare(then.value(reset), now.value(reset)) != 0) {
      return Optional.empty();
    }
    CallTimes times =
        new CallTimes(
            grown(layout, "calls", then, now),
            grown(layout, "execution_seconds", then, now),
            grown(layout, "squared_execution_seconds", then, now));
    if (!(times.calls() >= 0) || !(times.seconds() >= 0) || !(times.squares() >= 0)) {
      return Optional.empty();
    }
    return Optional.of(new Tally(Math.min(times.within(limit), times.calls()), times.calls()));
  }

  /// NaN where it is unknown.
  private static double grown(Layout layout, String metric, Figures then, Figures now) {
    int index = layout.indexOf(metric);
    return now.value(index) - then.value(index);
  }
}
