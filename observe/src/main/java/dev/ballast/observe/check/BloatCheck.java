package dev.ballast.observe.check;

import dev.ballast.store.alert.Urgency;
import java.util.Optional;

/// A check of objects that are mostly empty, by estimate.
public abstract class BloatCheck extends FlawCheck {
  private static final double HALF = 0.5;
  private static final double WELL = 0.4;

  /// Below this much there is little to win.
  private static final double WORTH_IT = 100.0 * (1 << 20);

  private static final String RATIO = "empty_ratio";

  /// @param family of the flaw
  protected BloatCheck(String name, String family) {
    super(
        name,
        Topic.STORAGE,
        Threshold.of(Measure.SHARE, HALF, Urgency.TICKET).clearingBelow(WELL),
        family);
  }

  @Override
  protected final Optional<SymptomDraft> draft(Entity entity, Observed observed) {
    double ratio = entity.figure(RATIO).orElse(0);
    double empty = entity.figure("bytes").orElse(0) * ratio;
    if (empty < WORTH_IT) {
      return Optional.empty();
    }
    return Optional.of(
        remedied(
            SymptomDraft.of(
                    entity.labels(),
                    ratio,
                    "%s of %s is empty by estimate, %s"
                        .formatted(
                            Measure.SHARE.text(ratio), what(entity), Measure.BYTES.text(empty)))
                .with("empty", Measure.BYTES.text(empty)),
            entity));
  }

  @Override
  protected final boolean isUnknown(Entity entity) {
    return entity.figure(RATIO).isEmpty();
  }

  @Override
  protected final String unknown(Entity entity) {
    return "the statistics of %s are hidden: grant pg_read_all_data to the role of the watch"
        .formatted(where(entity));
  }

  /// The object by its name.
  protected abstract String what(Entity entity);

  /// The draft with what ends it.
  protected abstract SymptomDraft remedied(SymptomDraft draft, Entity entity);
}
