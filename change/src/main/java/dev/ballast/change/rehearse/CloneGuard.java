package dev.ballast.change.rehearse;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.lab.clone.RunningClone;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Looks after a running copy while something is done on it: one that outgrows its budget is
/// stopped, and what fails because of the lab is reported as that.
final class CloneGuard {
  /// A look reads the size of every file of the copy.
  private static final Duration INTERVAL = Duration.ofMillis(250);

  private final RunningClone clone;
  private volatile Optional<Fault> outgrown = Optional.empty();

  private CloneGuard(RunningClone clone) {
    this.clone = clone;
  }

  /// Does the work. Throws `clone-outgrew-budget`, `lab-disk-full` and `clone-server-ended` in
  /// place of what the work throws because of it.
  static <T> T during(RunningClone clone, Clock clock, Supplier<T> work) {
    return new CloneGuard(clone).run(clock, work);
  }

  private <T> T run(Clock clock, Supplier<T> work) {
    T result;
    try (RepeatedLook looking = RepeatedLook.start("budget watch", this::look, INTERVAL, clock)) {
      result = work.get();
      clone.requireBudget();
      looking.end();
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      throw outgrown.orElseGet(() -> clone.explained(fault));
    }
    return result;
  }

  private void look() {
    try {
      clone.requireBudget();
    } catch (Fault fault) {
      CommonError.keepInterrupt(fault);
      outgrown = Optional.of(fault);
      clone.endSessions();
      throw fault;
    }
  }
}
