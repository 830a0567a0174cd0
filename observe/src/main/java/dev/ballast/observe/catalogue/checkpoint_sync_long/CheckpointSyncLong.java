package dev.ballast.observe.catalogue.checkpoint_sync_long;

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

/// Checkpoints that wait for the disk.
@NullMarked
public final class CheckpointSyncLong extends FigureCheck {
  private static final Duration WINDOW = Duration.ofHours(1);

  public CheckpointSyncLong() {
    super(
        "checkpoint-sync-long",
        Topic.WAL,
        Threshold.of(Measure.SECONDS, 10, Urgency.TICKET),
        "checkpoint");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("host-io-pressure");
  }

  @Override
  public Set<String> remembers() {
    return Set.of("checkpoint");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    Optional<Growth> sync = observed.history().growth(entity, "sync_seconds", WINDOW);
    Optional<Growth> timed = observed.history().growth(entity, "timed", WINDOW);
    Optional<Growth> requested = observed.history().growth(entity, "requested", WINDOW);
    if (sync.isEmpty() || timed.isEmpty() || requested.isEmpty()) {
      return Examined.WELL;
    }
    double count = timed.get().amount() + requested.get().amount();
    if (count <= 0) {
      return Examined.WELL;
    }
    double mean = sync.get().amount() / count;
    return seen(
        SymptomDraft.of(
                Labels.NONE,
                mean,
                "a checkpoint waits %s for the disk on average".formatted(text(mean)))
            .with("checkpoints", Measure.COUNT.text(count))
            .remedy(
                "Let the kernel write earlier, so that less is left to the end",
                "ALTER SYSTEM SET checkpoint_flush_after = '256kB'; SELECT pg_reload_conf();"));
  }
}
