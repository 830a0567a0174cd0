package dev.ballast.observe.catalogue.checkpoints_requested;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Growth;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// Checkpoints that come before their time.
@NullMarked
public final class CheckpointsRequested extends FigureCheck {
  private static final Duration WINDOW = Duration.ofHours(1);

  private static final double LEAST = 5;

  public CheckpointsRequested() {
    super(
        "checkpoints-requested",
        Topic.WAL,
        Threshold.of(Measure.SHARE, 0.5, Urgency.TICKET),
        "checkpoint");
  }

  @Override
  public Set<String> remembers() {
    return Set.of("checkpoint");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    Optional<Growth> requested = observed.history().growth(entity, "requested", WINDOW);
    Optional<Growth> timed = observed.history().growth(entity, "timed", WINDOW);
    if (requested.isEmpty() || timed.isEmpty()) {
      return Examined.WELL;
    }
    long own = own(requested.get(), observed);
    double others = requested.get().amount() - own;
    if (others < LEAST) {
      return Examined.WELL;
    }
    double share = others / (others + timed.get().amount());
    return seen(
        SymptomDraft.of(
                Labels.NONE,
                share,
                "%s of the checkpoints of the last %s came before their time"
                    .formatted(
                        text(share), Measure.SECONDS.text(requested.get().over().toSeconds())))
            .with("requested", Measure.COUNT.text(others))
            .with("requested_by_ballast", Measure.COUNT.text(own))
            .with("timed", Measure.COUNT.text(timed.get().amount()))
            .remedy(
                "Let more WAL be written between two checkpoints",
                "ALTER SYSTEM SET max_wal_size = '8GB'; SELECT pg_reload_conf();"));
  }

  /// Each backup of the node begins with a checkpoint.
  private static long own(Growth requested, Observed observed) {
    return observed
        .surroundings()
        .protection()
        .map(known -> known.backupsSince(observed.now().minus(requested.over())))
        .orElse(0L);
  }
}
