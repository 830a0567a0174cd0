package dev.ballast.observe.catalogue.ddl_lock_queue;

import dev.ballast.evidence.Counted;
import dev.ballast.observe.check.LockQueue;
import dev.ballast.observe.check.LockTreeCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Symptom;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.locks.LockSession;
import dev.ballast.observe.locks.LockTree;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A change of schema that waits, and others that wait behind it.
@NullMarked
public final class DdlLockQueue extends LockTreeCheck {
  public DdlLockQueue() {
    super(
        "ddl-lock-queue",
        Topic.LOCKS,
        Threshold.of(Measure.SECONDS, 10, Urgency.TICKET).pagingFrom(60).clearingBelow(5));
  }

  @Override
  public Set<String> labels() {
    return Set.of("pid", "database", "change");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of(
        "idle-in-transaction", "long-statement", "long-transaction", "prepared-transaction-left");
  }

  @Override
  protected List<Symptom> symptoms(List<LockQueue> queues) {
    List<Symptom> symptoms = new ArrayList<>();
    for (LockQueue queue : queues) {
      for (int i = 0; i < queue.behind().size(); i++) {
        LockTree.Line line = queue.behind().get(i);
        int behind = behind(queue.behind(), i);
        if (behind > 0 && isExclusive(line.session())) {
          symptoms.add(symptom(queue, line.session(), behind));
        }
      }
    }
    return symptoms;
  }

  private Symptom symptom(LockQueue queue, LockSession change, int behind) {
    LockSession.Wait wait = change.waiting().orElseThrow();
    double seconds = wait.seconds().orElse(0);
    String table = wait.relation().orElse("a table");
    return queue
        .draft(
            Labels.of(
                new Label("pid", Integer.toString(queue.root().pid())),
                new Label("database", queue.root().database().orElse("")),
                new Label("change", Integer.toString(change.pid()))),
            seconds,
            "session %d has waited %s to lock %s for itself, and %s %s behind it; it waits for %s"
                .formatted(
                    change.pid(),
                    text(seconds),
                    table,
                    Counted.of(behind, "session"),
                    Counted.noun(behind, "waits", "wait"),
                    queue.rootText()))
        .with("mode", wait.mode())
        .remedy(
            "Cancel the change, so that those behind it proceed",
            "SELECT pg_cancel_backend(%d);".formatted(change.pid()))
        .symptom();
  }

  private static boolean isExclusive(LockSession session) {
    return session
        .waiting()
        .filter(w -> w.locktype().equals("relation") && w.mode().equals("AccessExclusiveLock"))
        .isPresent();
  }

  /// How many lines after this one are deeper than it, without a break.
  private static int behind(List<LockTree.Line> lines, int at) {
    int end = at + 1;
    while (end < lines.size() && lines.get(end).depth() > lines.get(at).depth()) {
      end++;
    }
    return end - at - 1;
  }
}
