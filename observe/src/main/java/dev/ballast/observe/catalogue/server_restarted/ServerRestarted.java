package dev.ballast.observe.catalogue.server_restarted;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.NullMarked;

/// A server that was started a short time ago.
@NullMarked
public final class ServerRestarted extends FigureCheck {
  private static final Duration YOUNG = Duration.ofMinutes(5);

  public ServerRestarted() {
    super(
        "server-restarted",
        Topic.AVAILABILITY,
        Threshold.of(Measure.COUNT, 1, Urgency.NOTE).calmFor(Duration.ofMinutes(1)),
        "instance");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble started = entity.figure("start_timestamp_seconds");
    if (started.isEmpty()) {
      return Examined.unknown("when the server started");
    }
    Instant at = Instant.ofEpochSecond((long) started.getAsDouble());
    boolean young = Duration.between(at, observed.now()).compareTo(YOUNG) < 0;
    return seen(
        SymptomDraft.of(Labels.NONE, young ? 1 : 0, "the server was started at " + at)
            .with("started_at", at.toString())
            .remedy(
                "See in the server's log why it stopped",
                "SELECT pg_current_logfile(), current_setting('log_directory');"));
  }
}
