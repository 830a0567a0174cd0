package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.protect.wal.LogEvents;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// What happens while log is received, as lines for the operator. What loses or may lose something
/// is shown even to who asked for quiet. A failure that repeats is one line
/// until log comes again or another failure does.
final class LogEventLines implements LogEvents {
  private final Console console;
  private final List<String> gaps = new CopyOnWriteArrayList<>();
  private volatile Optional<ErrorCode> failing = Optional.empty();
  private volatile String streamed = "";

  LogEventLines(Console console) {
    this.console = console;
  }

  /// The log that was lost before it was received.
  List<String> gaps() {
    return List.copyOf(gaps);
  }

  @Override
  public void streaming(TimelineId timeline, Lsn from) {
    String line = "streaming timeline " + timeline + " from " + from;
    // A server that ends each stream at once is one line.
    if (failing.isPresent() || !line.equals(streamed)) {
      console.say(line);
    }
    failing = Optional.empty();
    streamed = line;
  }

  @Override
  public void switched(TimelineId left, TimelineId next, Lsn at) {
    console.say("timeline " + left + " was left for timeline " + next + " at " + at);
  }

  @Override
  public void gap(TimelineId timeline, Lsn end, Lsn resumedAt) {
    gaps.add(end + " to " + resumedAt);
    console.insist(
        "GAP: the server removed the log of timeline %s from %s on before it was received; received again from %s. Take a backup: those of before cannot be recovered beyond %s"
            .formatted(timeline, end, resumedAt, end));
  }

  @Override
  public void diverged(TimelineId timeline, Lsn switchPoint, Lsn received) {
    console.insist(
        "timeline %s was left at %s, and the vault has it up to %s: what is between is not in the new timeline, and can be restored with --timeline %s"
            .formatted(timeline, switchPoint, received, timeline));
  }

  @Override
  public void interrupted(Fault why) {
    if (!failing.equals(Optional.of(why.code()))) {
      failing = Optional.of(why.code());
      console.insist("interrupted, tried again until it is back: " + line(why));
    }
  }

  @Override
  public void notKept(ConnectionSettings standby, Fault why) {
    console.insist(
        "the standby at port %d of %s does not keep the log that is not here yet, some may be missing after its promotion: %s"
            .formatted(standby.port(), standby.host(), line(why)));
  }

  @Override
  public void notDeposited(Fault why) {
    console.insist("not deposited yet, to be tried again: " + line(why));
  }

  @Override
  public void damaged(Fault why) {
    console.insist("log that was received before is damaged: " + line(why));
  }

  private static String line(Fault why) {
    return why.getMessage() + why.detail().map(d -> " (" + d + ")").orElse("");
  }
}
