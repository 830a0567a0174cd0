package dev.ballast.change.rehearse;

import static java.util.Objects.requireNonNull;

import dev.ballast.lab.traffic.StatementSource;
import dev.ballast.lab.traffic.recorded.RecordedFile;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/// The traffic that a change is rehearsed under.
///
/// @param name of the source, for people
/// @param role whom the statements run as; empty for the role of the change
/// @param sessions how many statements run at the same time
/// @param idle how long the traffic is measured without the change, and again after it
public record TrafficPlan(
    String name, Source source, Optional<String> role, int sessions, Duration idle) {
  public static final double DEFAULT_RATE = 50;
  public static final int DEFAULT_SESSIONS = 16;
  public static final Duration DEFAULT_IDLE = Duration.ofSeconds(3);

  public TrafficPlan {
    requireNonNull(name, "name is null");
    requireNonNull(source, "source is null");
    requireNonNull(role, "role is null");
    requireNonNull(idle, "idle is null");
  }

  /// Everything else at its default.
  public static TrafficPlan of(String name, Source source) {
    return new TrafficPlan(name, source, Optional.empty(), DEFAULT_SESSIONS, DEFAULT_IDLE);
  }

  /// Where statements come from.
  public sealed interface Source {
    /// Statements that arrive at random.
    ///
    /// @param ratePerSecond empty for that of production, or [#DEFAULT_RATE] where nobody knows it
    record Repeated(StatementSource statements, OptionalDouble ratePerSecond) implements Source {
      public Repeated {
        requireNonNull(statements, "statements is null");
        requireNonNull(ratePerSecond, "ratePerSecond is null");
      }
    }

    /// Statements that arrive as they were recorded, once.
    ///
    /// @param factor 2 is twice as fast as recorded
    record Recorded(RecordedFile file, double factor) implements Source {
      public Recorded {
        requireNonNull(file, "file is null");
      }
    }
  }
}
