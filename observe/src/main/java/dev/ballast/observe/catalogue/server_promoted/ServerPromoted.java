package dev.ballast.observe.catalogue.server_promoted;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A standby that became a primary.
@NullMarked
public final class ServerPromoted extends FigureCheck {
  public ServerPromoted() {
    super(
        "server-promoted",
        Topic.AVAILABILITY,
        Threshold.of(Measure.COUNT, 1, Urgency.TICKET),
        "instance");
  }

  @Override
  public Set<String> remembers() {
    return Set.of("instance");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble now = entity.figure("in_recovery");
    if (now.isEmpty()) {
      return Examined.unknown("whether the server is a standby");
    }
    boolean was = observed.history().most(entity, "in_recovery").orElse(0.0) > 0;
    return seen(
        SymptomDraft.of(
                Labels.NONE,
                was && now.getAsDouble() == 0 ? 1 : 0,
                "the server was a standby within the last hour and is a primary now")
            .remedy("See whether the old primary still runs", "ballast status"));
  }
}
