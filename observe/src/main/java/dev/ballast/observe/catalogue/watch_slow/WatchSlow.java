package dev.ballast.observe.catalogue.watch_slow;

import dev.ballast.evidence.Durations;
import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// A watch whose passes take long.
@NullMarked
public final class WatchSlow extends Check {
  public WatchSlow() {
    super(
        "watch-slow",
        Topic.BALLAST,
        Threshold.of(Measure.SECONDS, 5, Urgency.NOTE).after(Duration.ofMinutes(10)));
  }

  @Override
  public Look look(Observed observed) {
    Duration last = observed.state().cost().lastPass();
    return observed.state().cost().passes() == 0
        ? new Look.Undecided("no pass has ended yet")
        : new Look.Found(
            List.of(
                SymptomDraft.of(
                        Labels.NONE,
                        last.toMillis() / 1000.0,
                        "a pass of the watch takes %s".formatted(Durations.text(last)))
                    .remedy(
                        "See what is read and how often",
                        "ballast top --target %s".formatted(observed.target().name()))
                    .symptom()));
  }
}
