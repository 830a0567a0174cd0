package dev.ballast.observe.check;

import dev.ballast.observe.watch.FamilyState;
import dev.ballast.observe.watch.TargetDetail;
import java.util.List;
import java.util.Optional;

/// A check of sessions that wait for each other's locks.
public abstract class LockTreeCheck extends Check {
  private static final String FAMILY = "lock";
  private static final String TREE = "lock tree";

  protected LockTreeCheck(String name, Topic topic, Threshold threshold) {
    super(name, topic, threshold);
  }

  @Override
  public final Look look(Observed observed) {
    Optional<FamilyState> waits = observed.family(FAMILY);
    if (waits.isEmpty()) {
      return Look.NOTHING;
    }
    TargetDetail detail = observed.state().detail();
    return Freshness.undecided(waits.get(), observed.now())
        .or(
            () ->
                detail.missing().stream()
                    .filter(missing -> missing.what().equals(TREE))
                    .findFirst()
                    .<Look>map(missing -> new Look.Undecided(missing.why().getMessage())))
        .orElseGet(
            () ->
                detail
                    .locks()
                    .<Look>map(tree -> new Look.Found(symptoms(LockQueue.of(tree))))
                    .orElse(Look.NOTHING));
  }

  /// What is wrong, of queues that are there now.
  protected abstract List<Symptom> symptoms(List<LockQueue> queues);
}
