package dev.ballast.change.trace.seen;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// One transaction of a script that held more than one statement.
///
/// @param first number of its first statement, a written BEGIN included
/// @param last number of its last statement, a written COMMIT included
/// @param end how it ended; NotRun where it was rolled back
/// @param held the locks that were held for longer than their statement, in the order taken
public record TransactionTrace(int first, int last, Outcome end, List<HeldLock> held) {
  public TransactionTrace {
    requireNonNull(end, "end is null");
    held = List.copyOf(held);
  }
}
