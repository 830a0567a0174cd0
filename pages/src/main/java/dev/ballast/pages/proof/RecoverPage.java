package dev.ballast.pages.proof;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Which command recovers a target to a moment, or why none does.
///
/// @param at the moment, as it is typed
/// @param sentence what is possible, or why it is not
/// @param command that recovers the moment, or the state nearest before it; empty where none does
/// @param exact whether the command recovers the moment itself
/// @param ranges what can be recovered, the newest backup first
public record RecoverPage(
    String target,
    Instant at,
    String sentence,
    Optional<Command> command,
    boolean exact,
    List<Range> ranges) {
  public RecoverPage {
    requireNonNull(target, "target is null");
    requireNonNull(at, "at is null");
    requireNonNull(sentence, "sentence is null");
    requireNonNull(command, "command is null");
    ranges = List.copyOf(ranges);
  }

  /// The parts of the command.
  ///
  /// @param time to recover to; empty for the end of what is stored behind the backup
  public record Command(String backup, Optional<Instant> time) {
    public Command {
      requireNonNull(backup, "backup is null");
      requireNonNull(time, "time is null");
    }
  }

  /// What can be recovered from one backup.
  ///
  /// @param until in words
  public record Range(String backup, Instant from, String until, boolean proved) {
    public Range {
      requireNonNull(backup, "backup is null");
      requireNonNull(from, "from is null");
      requireNonNull(until, "until is null");
    }
  }
}
