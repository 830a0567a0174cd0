package dev.ballast.observe.catalogue.sessions_blocked;

import dev.ballast.evidence.Counted;
import dev.ballast.observe.check.LockQueue;
import dev.ballast.observe.check.LockTreeCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Symptom;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// Many sessions that wait behind one.
@NullMarked
public final class SessionsBlocked extends LockTreeCheck {
  public SessionsBlocked() {
    super(
        "sessions-blocked",
        Topic.LOCKS,
        Threshold.of(Measure.COUNT, 5, Urgency.TICKET)
            .pagingFrom(50)
            .clearingBelow(2)
            .after(Duration.ofSeconds(30)));
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
      int waiting = queue.behind().size();
      symptoms.add(
          queue
              .draft(
                  queue.subject(),
                  waiting,
                  "%s %s for locks behind %s"
                      .formatted(
                          Counted.of(waiting, "session"),
                          Counted.noun(waiting, "waits", "wait"),
                          queue.rootText()))
              .with("longest_wait", Measure.SECONDS.text(queue.longestWait()))
              .symptom());
    }
    return symptoms;
  }
}
