package dev.ballast.observe.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.observe.locks.LockSession;
import dev.ballast.observe.locks.LockTree;
import dev.ballast.sql.Literal;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import java.util.ArrayList;
import java.util.List;

/// A session that waits for nobody, and all that wait for it, one behind the other.
///
/// @param behind in the order of the tree
public record LockQueue(LockSession root, List<LockTree.Line> behind) {
  public LockQueue {
    requireNonNull(root, "root is null");
    behind = List.copyOf(behind);
  }

  /// The queues of a tree; a session nobody waits for is none.
  static List<LockQueue> of(LockTree tree) {
    List<LockQueue> queues = new ArrayList<>();
    List<LockTree.Line> lines = tree.lines();
    int at = 0;
    while (at < lines.size()) {
      int end = at + 1;
      while (end < lines.size() && lines.get(end).depth() > 0) {
        end++;
      }
      if (end > at + 1) {
        queues.add(new LockQueue(lines.get(at).session(), lines.subList(at + 1, end)));
      }
      at = end;
    }
    return queues;
  }

  /// How long the one that has waited longest has.
  public double longestWait() {
    return behind.stream().mapToDouble(line -> waited(line.session())).max().orElse(0);
  }

  static double waited(LockSession session) {
    return session.waiting().map(w -> w.seconds().orElse(0)).orElse(0.0);
  }

  /// The session at the root.
  public Labels subject() {
    return Labels.of(
        new Label("pid", Integer.toString(root.pid())),
        new Label("database", root.database().orElse("")));
  }

  /// The root in words.
  public String rootText() {
    return root.pid() == 0
        ? "a prepared transaction"
        : "session %d of user %s (%s), %s"
            .formatted(
                root.pid(),
                root.user().orElse("unknown"),
                root.application().filter(a -> !a.isEmpty()).orElse("no application name"),
                root.state().orElse("in a state that is not shown"));
  }

  /// A draft with the root as evidence and what ends it.
  ///
  /// @param summary as of [SymptomDraft#of]
  public SymptomDraft draft(Labels subject, double value, String summary) {
    SymptomDraft draft = SymptomDraft.of(subject, value, summary);
    root.user().ifPresent(user -> draft.with("user", user));
    root.application().ifPresent(application -> draft.with("application", application));
    root.state().ifPresent(state -> draft.with("state", state));
    root.transactionSeconds()
        .ifPresent(seconds -> draft.with("transaction", Measure.SECONDS.text(seconds)));
    if (!root.statement().text().isEmpty()) {
      draft.with("statement", root.statement().text());
    }
    draft.with("waiting", Integer.toString(behind.size()));
    if (root.pid() != 0) {
      return draft.remedy(
          "End the session at the root, which rolls its transaction back",
          "SELECT pg_terminate_backend(%d);".formatted(root.pid()));
    }
    String database = root.database().map(d -> " WHERE database = " + new Literal(d)).orElse("");
    return draft.remedy(
        "See which transactions are prepared, then COMMIT PREPARED or ROLLBACK PREPARED one",
        "SELECT gid, prepared, owner, database FROM pg_prepared_xacts%s ORDER BY prepared;"
            .formatted(database));
  }
}
