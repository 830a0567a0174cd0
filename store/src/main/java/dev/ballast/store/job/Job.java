package dev.ballast.store.job;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/// Something that is looked at again and again, and done where it is due. A node may be killed in
/// the middle of it: another one then does it again from the start.
///
/// @param name unique, such as `prove shop`
/// @param every how long after one look the next one is
/// @param weight what else it may run beside
public record Job(String name, Duration every, Weight weight, Work work) {
  public Job {
    requireNonNull(name, "name is null");
    requireNonNull(every, "every is null");
    requireNonNull(weight, "weight is null");
    requireNonNull(work, "work is null");
  }

  /// What a job takes of its machine.
  public enum Weight {
    /// Runs beside any other.
    LIGHT,
    /// Runs beside no other heavy job of its node: a backup, a proof.
    HEAVY
  }

  /// What a look comes to.
  @FunctionalInterface
  public interface Work {
    /// Throws what kept it from being done.
    Outcome look();
  }

  /// What a look came to.
  public sealed interface Outcome {
    /// There was nothing to do.
    record NothingDue() implements Outcome {}

    /// It was done.
    ///
    /// @param summary a sentence for the list of runs
    record Done(String summary) implements Outcome {}
  }
}
