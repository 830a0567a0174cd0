package dev.ballast.observe.catalogue.index_bloat;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FlawCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A B-tree index that is mostly empty.
@NullMarked
public final class IndexBloat extends FlawCheck {
  private static final double HALF = 0.5;
  private static final double WELL = 0.4;

  /// Below this much there is little to win.
  private static final double WORTH_IT = 100.0 * (1 << 20);

  public IndexBloat() {
    super(
        "index-bloat",
        Topic.STORAGE,
        Threshold.of(Measure.SHARE, HALF, Urgency.TICKET).clearingBelow(WELL),
        "flaw_index_bloat");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("table-bloat", "autovacuum-off");
  }

  @Override
  protected Optional<SymptomDraft> draft(Entity entity, Observed observed) {
    double ratio = entity.figure("empty_ratio").orElse(0);
    double empty = entity.figure("bytes").orElse(0) * ratio;
    if (empty < WORTH_IT) {
      return Optional.empty();
    }
    return Optional.of(
        SymptomDraft.of(
                entity.labels(),
                ratio,
                "%s of index %s is empty by estimate, %s"
                    .formatted(
                        Measure.SHARE.text(ratio),
                        index(entity) + " of " + where(entity),
                        Measure.BYTES.text(empty)))
            .with("empty", Measure.BYTES.text(empty))
            .remedy(
                "Build it again beside its users",
                "REINDEX INDEX CONCURRENTLY %s;".formatted(index(entity))));
  }

  @Override
  protected boolean isUnknown(Entity entity) {
    return entity.figure("empty_ratio").isEmpty();
  }

  @Override
  protected String unknown(Entity entity) {
    return "the statistics of %s are hidden: grant pg_read_all_data to the role of the watch"
        .formatted(where(entity));
  }
}
