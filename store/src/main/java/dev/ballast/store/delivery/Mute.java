package dev.ballast.store.delivery;

import static java.util.Objects.requireNonNull;

import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import java.time.Instant;
import java.util.Optional;

/// What nobody is to be notified of for some time.
///
/// @param target empty for all
/// @param check empty for all
/// @param subject labels that an alert's subject has to have
/// @param pages whether pages are muted too
/// @param madeBy who asked for it
public record Mute(
    long id,
    Optional<String> target,
    Optional<String> check,
    Labels subject,
    boolean pages,
    String reason,
    String madeBy,
    Instant madeAt,
    Instant endsAt) {
  public Mute {
    requireNonNull(target, "target is null");
    requireNonNull(check, "check is null");
    requireNonNull(subject, "subject is null");
    requireNonNull(reason, "reason is null");
    requireNonNull(madeBy, "madeBy is null");
    requireNonNull(madeAt, "madeAt is null");
    requireNonNull(endsAt, "endsAt is null");
  }

  /// Whether it is about such alerts, whatever their urgency.
  public boolean isAbout(String ofTarget, String ofCheck, Labels ofSubject) {
    return target.map(ofTarget::equals).orElse(true)
        && check.map(ofCheck::equals).orElse(true)
        && subject.all().stream().allMatch(label -> has(ofSubject, label));
  }

  private static boolean has(Labels subject, Label label) {
    return subject.value(label.name()).map(label.value()::equals).orElse(false);
  }

  /// Whether it is in force then.
  public boolean inForceAt(Instant at) {
    return !at.isBefore(madeAt) && at.isBefore(endsAt);
  }

  /// Whether it silences what is that urgent.
  public boolean silences(Urgency urgency) {
    return pages || urgency != Urgency.PAGE;
  }
}
