package dev.ballast.observe.medium;

import java.time.Duration;
import java.util.Optional;

/// What came of a message. No text of it holds a secret.
public sealed interface Answer {
  /// What the receiver said, or why nothing was heard of him.
  String text();

  /// The receiver has it.
  record Accepted(String text) implements Answer {}

  /// The receiver will never take this message.
  record Refused(String text) implements Answer {}

  /// It may be taken later.
  ///
  /// @param mayHaveArrived whether the receiver may have it nevertheless
  /// @param patience how long the receiver wants to be left alone
  record Failed(String text, boolean mayHaveArrived, Optional<Duration> patience)
      implements Answer {
    static Failed before(String why) {
      return new Failed(why, false, Optional.empty());
    }

    static Failed inBetween(String why) {
      return new Failed(why, true, Optional.empty());
    }
  }
}
