package dev.ballast.report.alert;

import static java.util.Objects.requireNonNull;

import dev.ballast.store.delivery.Mute;
import dev.ballast.store.sample.Label;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A mute.
///
/// @param target all where it is empty
/// @param check all where it is empty
/// @param subject labels that an alert's subject has to have
/// @param pages whether pages are muted too
public record MuteLine(
    long id,
    Optional<String> target,
    Optional<String> check,
    List<Label> subject,
    boolean pages,
    String reason,
    String madeBy,
    Instant endsAt) {
  public MuteLine {
    requireNonNull(target, "target is null");
    requireNonNull(check, "check is null");
    subject = List.copyOf(subject);
    requireNonNull(reason, "reason is null");
    requireNonNull(madeBy, "madeBy is null");
    requireNonNull(endsAt, "endsAt is null");
  }

  public static MuteLine of(Mute mute) {
    return new MuteLine(
        mute.id(),
        mute.target(),
        mute.check(),
        mute.subject().all(),
        mute.pages(),
        mute.reason(),
        mute.madeBy(),
        mute.endsAt());
  }

  /// What is muted.
  String about() {
    return "%s of %s%s%s"
        .formatted(
            check.orElse("every check"),
            target.orElse("every target"),
            subject.isEmpty()
                ? ""
                : subject.stream()
                    .map(label -> label.name() + "=" + label.value())
                    .collect(Collectors.joining(", ", " with ", "")),
            pages ? "" : ", except pages");
  }

  String text() {
    return "muted until %s by %s: %s  (mute %d)".formatted(endsAt, madeBy, reason, id);
  }
}
