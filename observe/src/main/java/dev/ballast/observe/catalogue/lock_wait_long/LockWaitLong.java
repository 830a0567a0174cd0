package dev.ballast.observe.catalogue.lock_wait_long;

import dev.ballast.observe.check.LockQueue;
import dev.ballast.observe.check.LockTreeCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Symptom;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// Sessions that have waited for a lock for long.
@NullMarked
public final class LockWaitLong extends LockTreeCheck {
  public LockWaitLong() {
    super(
        "lock-wait-long",
        Topic.LOCKS,
        Threshold.of(Measure.SECONDS, 60, Urgency.TICKET).pagingFrom(600).clearingBelow(10));
  }

  @Override
  public Set<String> labels() {
    return Set.of("pid", "database");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of(
        "idle-in-transaction",
        "long-statement",
        "long-transaction",
        "prepared-transaction-left",
        "synchronous-standby-missing");
  }

  @Override
  protected List<Symptom> symptoms(List<LockQueue> queues) {
    List<Symptom> symptoms = new ArrayList<>();
    for (LockQueue queue : queues) {
      double wait = queue.longestWait();
      symptoms.add(
          queue
              .draft(
                  queue.subject(),
                  wait,
                  "a session has waited for %s for a lock that is held by %s"
                      .formatted(text(wait), queue.rootText()))
              .symptom());
    }
    return symptoms;
  }
}
