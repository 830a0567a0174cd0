package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Severity;
import dev.ballast.observe.event.EventSink;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.protect.wal.LogEvents;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import java.util.Optional;

/// What happens while a target's log is received, as events. A failure that repeats is one event
/// until log is received again or another failure comes.
final class ReceiverEvents implements LogEvents {
  private final String target;
  private final EventSink sink;
  private final Clock clock;
  private volatile Optional<ErrorCode> failing = Optional.empty();

  ReceiverEvents(String target, EventSink sink, Clock clock) {
    this.target = target;
    this.sink = sink;
    this.clock = clock;
  }

  private void report(Severity severity, String subject, String summary) {
    sink.accept(Event.of(target, clock.now(), EventSource.WAL, severity, subject, summary));
  }

  @Override
  public void streaming(TimelineId timeline, Lsn from) {
    failing = Optional.empty();
    report(
        Severity.INFO,
        "streaming",
        "WAL of timeline %s is received from %s on".formatted(timeline, from));
  }

  @Override
  public void switched(TimelineId left, TimelineId next, Lsn at) {
    report(
        Severity.INFO,
        "timeline",
        "timeline %s was left for timeline %s at %s".formatted(left, next, at));
  }

  @Override
  public void gap(TimelineId timeline, Lsn end, Lsn resumedAt) {
    report(
        Severity.ERROR,
        "gap",
        "the server removed WAL of timeline %s from %s to %s before it was received: backups of before cannot be recovered beyond it"
            .formatted(timeline, end, resumedAt));
  }

  @Override
  public void diverged(TimelineId timeline, Lsn switchPoint, Lsn received) {
    report(
        Severity.WARNING,
        "divergence",
        "timeline %s was left at %s, and its WAL was received up to %s"
            .formatted(timeline, switchPoint, received));
  }

  @Override
  public void interrupted(Fault why) {
    failed("interruption", "WAL is not received at present: ", why);
  }

  @Override
  public void notKept(ConnectionSettings standby, Fault why) {
    report(
        Severity.WARNING,
        "standby",
        "the standby at port %d of %s does not keep WAL that was not received: %s"
            .formatted(standby.port(), standby.host(), why.getMessage()));
  }

  @Override
  public void notDeposited(Fault why) {
    failed("deposit", "received WAL is not in a deposit yet: ", why);
  }

  @Override
  public void damaged(Fault why) {
    report(
        Severity.ERROR, "damage", "WAL that was received before is damaged: " + why.getMessage());
  }

  private void failed(String subject, String what, Fault why) {
    if (!failing.equals(Optional.of(why.code()))) {
      failing = Optional.of(why.code());
      report(Severity.WARNING, subject, what + why.getMessage());
    }
  }
}
