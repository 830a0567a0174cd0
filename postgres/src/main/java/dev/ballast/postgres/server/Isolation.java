package dev.ballast.postgres.server;

import static java.util.Objects.requireNonNull;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What stands between the code that a server runs and the machine it runs on. Each barrier was
/// seen to hold on this machine, by a program that was run behind it.
///
/// @param mechanism what puts the barriers up
/// @param barriers those that hold
/// @param why the reason that others are missing; empty where none is
public record Isolation(Mechanism mechanism, Set<Barrier> barriers, String why) {
  public Isolation {
    requireNonNull(mechanism, "mechanism is null");
    barriers = Set.copyOf(barriers);
    requireNonNull(why, "why is null");
  }

  /// What puts barriers up.
  public enum Mechanism {
    NONE("no sandbox"),
    NAMESPACES("Linux namespaces"),
    BUBBLEWRAP("bubblewrap");

    private final String text;

    Mechanism(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /// One thing that the code cannot do.
  public enum Barrier {
    /// Reach any network, this machine's loopback included.
    NETWORK("own network"),
    /// Read or change files, but for its own folders and the read-only system.
    FILES("read-only file system"),
    /// See, signal or outlive processes that are not its own.
    PROCESSES("own process ids"),
    /// Reach shared memory, semaphores and temporary files of others.
    MEMORY("private memory and /tmp"),
    /// Gain a privilege: set-user-ID programs have no effect, and there is no capability.
    PRIVILEGES("no privileges"),
    /// Act as the user that runs Ballast.
    USER("private user");

    private final String text;

    Barrier(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  static Isolation none(String why) {
    return new Isolation(Mechanism.NONE, Set.of(), why);
  }

  /// The barriers that do not hold, in a fixed order.
  public List<Barrier> missing() {
    EnumSet<Barrier> missing = EnumSet.allOf(Barrier.class);
    missing.removeAll(barriers);
    return List.copyOf(missing);
  }

  public boolean isComplete() {
    return missing().isEmpty();
  }

  /// One line for reports: the mechanism, what holds, what is missing and why.
  public String display() {
    StringBuilder text = new StringBuilder(mechanism.toString());
    if (!barriers.isEmpty()) {
      text.append(": ").append(join(List.copyOf(EnumSet.copyOf(barriers))));
    }
    if (!isComplete()) {
      text.append("; missing: ").append(join(missing()));
      if (!why.isEmpty()) {
        text.append(" (").append(why).append(')');
      }
    }
    return text.toString();
  }

  private static String join(List<Barrier> barriers) {
    return barriers.stream().map(Barrier::toString).collect(Collectors.joining(", "));
  }
}
