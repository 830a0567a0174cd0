package dev.ballast.protect.wal;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What happened while log was received, a line for each.
final class RecordedEvents implements LogEvents {
  private final List<String> lines = new CopyOnWriteArrayList<>();

  List<String> lines() {
    return lines;
  }

  @Override
  public void streaming(TimelineId timeline, Lsn from) {
    lines.add("streaming " + timeline + " from " + from);
  }

  @Override
  public void switched(TimelineId left, TimelineId next, Lsn at) {
    lines.add("switched " + left + " to " + next + " at " + at);
  }

  @Override
  public void gap(TimelineId timeline, Lsn end, Lsn resumedAt) {
    lines.add("gap " + timeline + " from " + end + " to " + resumedAt);
  }

  @Override
  public void diverged(TimelineId timeline, Lsn switchPoint, Lsn received) {
    lines.add("diverged " + timeline + " at " + switchPoint + ", received " + received);
  }

  @Override
  public void interrupted(Fault why) {
    lines.add("interrupted " + why.code().id());
  }

  @Override
  public void notKept(ConnectionSettings standby, Fault why) {
    lines.add("not kept " + why.code().id());
  }

  @Override
  public void notDeposited(Fault why) {
    lines.add("not deposited " + why.code().id());
  }

  @Override
  public void damaged(Fault why) {
    lines.add("damaged " + why.code().id());
  }
}
