package dev.ballast.observe.log.event;

import dev.ballast.observe.log.event.LogEvent.LockWait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The DETAIL of a deadlock, of `DeadLockReport` in `storage/lmgr/deadlock.c`: first who waits for
/// whom, one per line, then each process's statement, over as many lines as it has. In another
/// language than English nothing is read of it.
final class DeadlockDetail {
  private static final Pattern WAIT =
      Pattern.compile(
          "^Process (\\d{1,10}) waits for (.+) on (.+); blocked by process (\\d{1,10})\\.$",
          Pattern.MULTILINE);

  private static final Pattern RUNNING =
      Pattern.compile("^Process (\\d{1,10}): ", Pattern.MULTILINE);

  private final StatementText statements;

  DeadlockDetail(StatementText statements) {
    this.statements = statements;
  }

  List<LockWait> read(String detail) {
    Matcher wait = WAIT.matcher(detail);
    List<LockWait> bare = new ArrayList<>();
    int end = 0;
    while (wait.find()) {
      bare.add(
          new LockWait(
              Long.parseLong(wait.group(1)),
              wait.group(2),
              wait.group(3),
              Long.parseLong(wait.group(4)),
              Optional.empty()));
      end = wait.end();
    }
    Map<Long, String> running = running(detail.substring(end));
    return bare.stream()
        .map(
            w ->
                new LockWait(
                    w.waiter(),
                    w.mode(),
                    w.object(),
                    w.blocker(),
                    Optional.ofNullable(running.get(w.waiter()))
                        .flatMap(statements::withoutLiterals)))
        .toList();
  }

  private static Map<Long, String> running(String rest) {
    Map<Long, String> running = new HashMap<>();
    Matcher begin = RUNNING.matcher(rest);
    int from = -1;
    long pid = 0;
    while (begin.find()) {
      if (from >= 0) {
        running.put(pid, rest.substring(from, begin.start()).strip());
      }
      pid = Long.parseLong(begin.group(1));
      from = begin.end();
    }
    if (from >= 0) {
      running.put(pid, rest.substring(from).strip());
    }
    return running;
  }
}
