package dev.ballast.report.change;

import dev.ballast.change.compare.TracedScript;
import dev.ballast.change.trace.seen.HeldLock;
import dev.ballast.change.trace.seen.TransactionTrace;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.script.SourceText;
import java.util.ArrayList;
import java.util.List;

/// One script of a trace, as both forms of the report show it.
///
/// @param transaction how its tool puts its statements into transactions
/// @param held strong locks that were held while later statements ran
/// @param emptyTables tables without rows, whose rewrites and scans nobody could see
/// @param complete whether all of it ran to its end
/// @param disagreements where the server contradicts the check's prediction
/// @param unpredicted of what the check predicted nothing
/// @param notCompared what the trace could not look at
public record TracedFile(
    String file,
    boolean down,
    String transaction,
    List<TracedStatement> statements,
    List<String> held,
    List<String> emptyTables,
    List<String> notes,
    boolean complete,
    List<String> disagreements,
    List<String> unpredicted,
    List<String> notCompared) {

  public static TracedFile of(TracedScript script) {
    SourceText source = script.report().source();
    return new TracedFile(
        script.trace().file(),
        script.down(),
        script.trace().mode().explanation(),
        script.trace().statements().stream()
            .map(each -> TracedStatement.of(each, source.text(each.span())))
            .toList(),
        held(script),
        script.trace().emptyTables().stream()
            .map(each -> each.table().display() + ": " + each.reason())
            .toList(),
        script.trace().notes(),
        script.trace().isComplete(),
        script.comparison().disagreements(),
        script.comparison().unpredicted(),
        script.comparison().undecided());
  }

  private static List<String> held(TracedScript script) {
    List<String> held = new ArrayList<>();
    for (TransactionTrace transaction : script.trace().transactions()) {
      for (HeldLock lock : transaction.held()) {
        boolean strong = lock.lock().mode().compareTo(LockMode.SHARE) >= 0;
        if (strong && !lock.lock().ownNew() && lock.lock().relation().kind().isQueried()) {
          held.add(
              "%s on %s, taken by statement %d, held while %s ran"
                  .formatted(
                      lock.lock().mode().sql(),
                      lock.lock().relation().display(),
                      lock.since(),
                      lock.statements() == 1
                          ? "one more statement"
                          : lock.statements() + " more statements"));
        }
      }
    }
    return held;
  }
}
