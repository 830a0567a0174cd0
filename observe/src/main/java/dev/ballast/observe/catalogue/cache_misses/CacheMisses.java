package dev.ballast.observe.catalogue.cache_misses;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Growth;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// Reads that shared buffers do not answer.
@NullMarked
public final class CacheMisses extends FigureCheck {
  private static final Duration WINDOW = Duration.ofMinutes(10);

  private static final double LEAST = 10_000;

  public CacheMisses() {
    super(
        "cache-misses",
        Topic.STATEMENTS,
        Threshold.of(Measure.SHARE, 0.1, Urgency.NOTE).after(Duration.ofMinutes(10)),
        "database");
  }

  @Override
  public Set<String> remembers() {
    return Set.of("database");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    Optional<Growth> read = observed.history().growth(entity, "blocks_read", WINDOW);
    Optional<Growth> hit = observed.history().growth(entity, "blocks_hit", WINDOW);
    if (read.isEmpty() || hit.isEmpty() || entity.label("database").isEmpty()) {
      return Examined.WELL;
    }
    double all = read.get().amount() + hit.get().amount();
    if (all < LEAST) {
      return Examined.WELL;
    }
    double share = read.get().amount() / all;
    return seen(
        SymptomDraft.of(
                entity.subject("database"),
                share,
                "%s of the blocks that database %s needs are not in shared buffers"
                    .formatted(text(share), entity.label("database")))
            .with("read", Measure.COUNT.text(read.get().amount()))
            .with("hit", Measure.COUNT.text(hit.get().amount()))
            .remedy(
                "See which statements read most",
                """
                SELECT queryid, calls, shared_blks_read, shared_blks_hit, query
                FROM pg_stat_statements ORDER BY shared_blks_read DESC LIMIT 10;"""));
  }
}
