package dev.ballast.rules.wording;

import dev.ballast.rules.lint.Hazard;
import dev.ballast.sql.tree.QualifiedName;
import java.util.Collection;
import java.util.List;

/// What several rules say in the same words.
public final class Phrases {
  /// Names beyond this many are counted, not listed.
  private static final int LISTED = 4;

  /// What to do about a lock that is short in itself.
  public static final String SHORT_WAIT =
      "Set a short lock_timeout and try again when it runs out, so that the wait for the lock stops"
          + " nobody else for longer than that.";

  /// The setting that goes with it.
  public static final String LOCK_TIMEOUT = Hazard.Remedy.LOCK_TIMEOUT;

  private Phrases() {}

  /// Why a short lock on a busy relation is no small thing.
  public static String queue(String relation) {
    return "It completes in an instant, but first it queues behind every running statement that uses "
        + relation
        + ", and all that come later queue behind it.";
  }

  /// What a lock costs that is held for an instant and still stops everybody.
  public static String briefly(QualifiedName relation) {
    return "ACCESS EXCLUSIVE on "
        + relation
        + " is held only for an instant, but it queues behind every running query, and everybody"
        + " queues behind it.";
  }

  /// A name of a column, constraint, role or the like as SQL needs it.
  public static String quoted(String name) {
    return QualifiedName.of(name).toString();
  }

  /// `a`, `a and b`, `a, b, c, d and 3 more`.
  public static String list(Collection<QualifiedName> names) {
    List<String> all = names.stream().map(QualifiedName::toString).toList();
    if (all.size() > LISTED + 1) {
      return String.join(", ", all.subList(0, LISTED)) + " and " + (all.size() - LISTED) + " more";
    }
    int last = all.size() - 1;
    return last < 1
        ? String.join("", all)
        : String.join(", ", all.subList(0, last)) + " and " + all.get(last);
  }
}
