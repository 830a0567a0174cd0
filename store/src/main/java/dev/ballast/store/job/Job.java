package dev.ballast.store.job;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

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

  /// What a job takes.
  public sealed interface Weight {
    /// Runs beside any other.
    record Light() implements Weight {}

    /// A backup, a proof, a check of a vault: runs beside no other heavy job of its node, and on no
    /// host beside another heavy job of any node.
    ///
    /// @param host that it burdens
    record Heavy(String host) implements Weight {
      public Heavy {
        requireNonNull(host, "host is null");
      }
    }

    default boolean isHeavy() {
      return this instanceof Heavy;
    }
  }

  /// Finds out whether there is something to do.
  @FunctionalInterface
  public interface Work {
    /// What is to be done now; empty where nothing is due. Throws what keeps it from being known.
    ///
    /// @param requested whether somebody wants it now, due or not
    Optional<Run> look(boolean requested);
  }

  /// What is to be done.
  @FunctionalInterface
  public interface Run {
    /// Does it and returns a sentence for the list of runs. Throws what kept it from being done.
    String run();
  }
}
