package dev.ballast.observe.notify;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.medium.Answer;
import dev.ballast.observe.medium.Medium;
import dev.ballast.observe.medium.Notice;
import dev.ballast.targets.config.RouteSettings;
import java.util.Optional;
import java.util.function.Supplier;

/// Tries a route out.
public final class Trial {
  private Trial() {}

  /// Sends a message that says that it is a test.
  public static Answer test(RouteSettings route, Clock clock) {
    return tried(
        () -> {
          try (Medium medium = Medium.of(route, clock)) {
            return medium.send(Notice.test(route.name(), clock.now()));
          }
        });
  }

  /// Whether the receiver can be reached, without notifying anybody.
  public static Answer probe(RouteSettings route, Clock clock) {
    return tried(
        () -> {
          try (Medium medium = Medium.of(route, clock)) {
            return medium.probe();
          }
        });
  }

  /// A secret that is not where it should be, and the like, may be set right.
  static Answer tried(Supplier<Answer> attempt) {
    try {
      return attempt.get();
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      return new Answer.Failed(
          fault.getMessage() + fault.detail().map(d -> ": " + d).orElse(""),
          false,
          Optional.empty());
    }
  }
}
