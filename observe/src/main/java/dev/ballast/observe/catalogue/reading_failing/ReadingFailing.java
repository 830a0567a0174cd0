package dev.ballast.observe.catalogue.reading_failing;

import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.check.Unread;
import dev.ballast.store.alert.Urgency;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// Figures or inventories that cannot be read.
@NullMarked
public final class ReadingFailing extends Check {
  public ReadingFailing() {
    super(
        "reading-failing",
        Topic.BALLAST,
        Threshold.ifSo(Urgency.TICKET).after(Duration.ofMinutes(5)));
  }

  @Override
  public Set<String> labels() {
    return Set.of("what");
  }

  @Override
  public Look look(Observed observed) {
    return new Look.Found(
        Unread.of(observed.state()).stream()
            .filter(unread -> !unread.isForPrivileges())
            .map(unread -> unread.draft(observed.target().name()).symptom())
            .toList());
  }
}
