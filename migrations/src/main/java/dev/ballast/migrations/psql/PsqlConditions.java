package dev.ballast.migrations.psql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The open `\if` blocks of one file. Not thread-safe.
final class PsqlConditions {
  private final Deque<Block> open = new ArrayDeque<>();

  /// @param branch what is known of the branch that is being read
  /// @param taken whether a branch ran already, so that no later one does
  private record Block(Branch branch, boolean taken) {}

  private enum Branch {
    RUNS,
    DOES_NOT_RUN,
    /// Whether it runs is not known, nor will it be of the branches that follow.
    UNKNOWN
  }

  /// Whether what is read now runs, for all that is known.
  boolean runs() {
    return open.stream().noneMatch(block -> block.branch() == Branch.DOES_NOT_RUN);
  }

  /// Whether what is read now runs for sure.
  boolean runsForSure() {
    return open.stream().allMatch(block -> block.branch() == Branch.RUNS);
  }

  /// Whether it is not known which branch of the innermost block runs.
  boolean isUndecided() {
    return !open.isEmpty() && open.peek().branch() == Branch.UNKNOWN;
  }

  /// Follows one of the commands of a condition.
  ///
  /// @param arguments of `\if` and `\elif`; empty where they are not known
  /// @return whether the command itself is settled, so that it need not be reported
  boolean follow(String command, Optional<List<String>> arguments) {
    return switch (command) {
      case "if" -> {
        boolean skipped = !runs();
        Branch branch = skipped ? Branch.DOES_NOT_RUN : branch(arguments);
        open.push(new Block(branch, skipped || branch == Branch.RUNS));
        yield branch != Branch.UNKNOWN;
      }
      case "elif", "else" -> {
        if (open.isEmpty()) {
          yield false;
        }
        Block before = open.pop();
        Branch branch = before.branch();
        if (branch != Branch.UNKNOWN) {
          branch =
              before.taken()
                  ? Branch.DOES_NOT_RUN
                  : command.equals("else") ? Branch.RUNS : branch(arguments);
        }
        open.push(new Block(branch, before.taken() || branch == Branch.RUNS));
        yield branch != Branch.UNKNOWN;
      }
      default -> !open.isEmpty() && open.pop().branch() != Branch.UNKNOWN;
    };
  }

  private static Branch branch(Optional<List<String>> arguments) {
    return arguments
        .map(words -> isTrue(String.join(" ", words)) ? Branch.RUNS : Branch.DOES_NOT_RUN)
        .orElse(Branch.UNKNOWN);
  }

  /// As psql's `ParseVariableBool`; what it cannot read is false.
  private static boolean isTrue(String value) {
    String word = value.strip().toLowerCase(Locale.ROOT);
    boolean begins = !word.isEmpty() && ("true".startsWith(word) || "yes".startsWith(word));
    return begins || word.equals("on") || word.equals("1");
  }
}
