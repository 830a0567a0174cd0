package dev.ballast.store.alert;

import static java.util.Objects.requireNonNull;

import dev.ballast.store.sample.Labels;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Something that is wrong at a target, or was: one check of one subject. While it is open there is
/// no other one of the same check and subject.
///
/// @param id unlike any other alert's
/// @param check name of the check that found it
/// @param subject what it is wrong with; none where that is the server as a whole
/// @param urgency the highest since it was raised
/// @param since when the figure first was over the threshold
/// @param raisedAt when it had been so for long enough
/// @param resolvedAt when it had been well for long enough; empty while it is open
/// @param returns how often it came back soon after it was resolved
/// @param condition as it was seen last
/// @param unknown why the check cannot be evaluated at present; the condition is older then
/// @param cause the open alert of the same target that explains it
public record Alert(
    UUID id,
    String target,
    String check,
    Labels subject,
    Urgency urgency,
    Instant since,
    Instant raisedAt,
    Optional<Instant> resolvedAt,
    int returns,
    Condition condition,
    Optional<String> unknown,
    Optional<UUID> cause) {
  public Alert {
    requireNonNull(id, "id is null");
    requireNonNull(target, "target is null");
    requireNonNull(check, "check is null");
    requireNonNull(subject, "subject is null");
    requireNonNull(urgency, "urgency is null");
    requireNonNull(since, "since is null");
    requireNonNull(raisedAt, "raisedAt is null");
    requireNonNull(resolvedAt, "resolvedAt is null");
    requireNonNull(condition, "condition is null");
    requireNonNull(unknown, "unknown is null");
    requireNonNull(cause, "cause is null");
  }

  public boolean open() {
    return resolvedAt.isEmpty();
  }

  /// The same alert as it is seen now.
  public Alert seen(Condition now, Urgency at) {
    return new Alert(
        id,
        target,
        check,
        subject,
        at.compareTo(urgency) > 0 ? at : urgency,
        since,
        raisedAt,
        resolvedAt,
        returns,
        now,
        Optional.empty(),
        cause);
  }

  /// The same alert, whose check cannot be evaluated at present.
  public Alert unseen(String why) {
    return with(resolvedAt, returns, Optional.of(why), cause);
  }

  public Alert resolved(Instant at) {
    return with(Optional.of(at), returns, Optional.empty(), cause);
  }

  /// The same alert, open again.
  public Alert returned() {
    return with(Optional.empty(), returns + 1, Optional.empty(), cause);
  }

  public Alert explainedBy(Optional<UUID> other) {
    return with(resolvedAt, returns, unknown, other);
  }

  private Alert with(
      Optional<Instant> resolved, int times, Optional<String> why, Optional<UUID> by) {
    return new Alert(
        id, target, check, subject, urgency, since, raisedAt, resolved, times, condition, why, by);
  }
}
