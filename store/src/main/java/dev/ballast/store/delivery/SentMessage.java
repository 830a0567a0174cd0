package dev.ballast.store.delivery;

import static java.util.Objects.requireNonNull;

import dev.ballast.store.alert.Urgency;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// A message about an alert, and what came of it.
///
/// @param endedAt when the receiver had it, or it was decided that he never will
/// @param answer of the receiver, or why it could not be sent
public record SentMessage(
    String route,
    int number,
    MessageKind kind,
    Urgency urgency,
    Instant madeAt,
    State state,
    int tries,
    Optional<Instant> endedAt,
    Optional<String> answer) {
  public SentMessage {
    requireNonNull(route, "route is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(urgency, "urgency is null");
    requireNonNull(madeAt, "madeAt is null");
    requireNonNull(state, "state is null");
    requireNonNull(endedAt, "endedAt is null");
    requireNonNull(answer, "answer is null");
  }

  /// What became of a message.
  public enum State {
    WAITING,
    SENT,
    /// The receiver does not take this message, whenever it is sent.
    REFUSED,
    /// What it would have said was no longer so.
    DROPPED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State parse(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }
}
