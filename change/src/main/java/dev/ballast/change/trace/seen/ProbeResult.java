package dev.ballast.change.trace.seen;

import static java.util.Objects.requireNonNull;

/// What a second session could do with a table while the statement's locks were held: tried, and
/// not concluded. The statements touch no row.
public record ProbeResult(ObservedRelation relation, Attempt attempt, Answer answer) {
  /// What was tried.
  public enum Attempt {
    SELECT,
    SELECT_FOR_UPDATE,
    INSERT,
    UPDATE
  }

  /// How it ended.
  public sealed interface Answer {}

  /// It continued at once.
  public record Allowed() implements Answer {}

  /// It waited for a lock (SQLSTATE 55P03 once `lock_timeout` was over).
  public record Blocked() implements Answer {}

  /// It could not be tried, or ended otherwise.
  public record Undecided(String reason) implements Answer {
    public Undecided {
      requireNonNull(reason, "reason is null");
    }
  }

  public ProbeResult {
    requireNonNull(relation, "relation is null");
    requireNonNull(attempt, "attempt is null");
    requireNonNull(answer, "answer is null");
  }

  public boolean isBlocked() {
    return answer instanceof Blocked;
  }

  public boolean isAllowed() {
    return answer instanceof Allowed;
  }
}
