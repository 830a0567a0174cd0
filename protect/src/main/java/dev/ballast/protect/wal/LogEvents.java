package dev.ballast.protect.wal;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;

/// Takes what happens while log is received. Implementations are safe for any number of threads.
public interface LogEvents {

  /// Log is received from here on.
  void streaming(TimelineId timeline, Lsn from);

  /// A timeline was left where it ended, and `next` is received from there on.
  void switched(TimelineId left, TimelineId next, Lsn at);

  /// The server does not have what follows `end` any more: what is between is lost, and no backup
  /// of before can be recovered beyond `end`.
  void gap(TimelineId timeline, Lsn end, Lsn resumedAt);

  /// More was received of a timeline than its successor has of it. It is kept, and can be restored
  /// on its own timeline.
  void diverged(TimelineId timeline, Lsn switchPoint, Lsn received);

  /// The connection, the server or a vault failed; it is tried again.
  void interrupted(Fault why);

  /// A standby does not keep the log that is not here yet: where it is promoted, some of it may be
  /// missing. It is tried again.
  void notKept(ConnectionSettings standby, Fault why);

  /// Received log could not be put into a deposit. It is durable, and this is tried again.
  void notDeposited(Fault why);

  /// What was stored before cannot be read back. Receiving continues.
  void damaged(Fault why);

  /// Reports to no one.
  LogEvents NONE =
      new LogEvents() {
        @Override
        public void streaming(TimelineId timeline, Lsn from) {}

        @Override
        public void switched(TimelineId left, TimelineId next, Lsn at) {}

        @Override
        public void gap(TimelineId timeline, Lsn end, Lsn resumedAt) {}

        @Override
        public void diverged(TimelineId timeline, Lsn switchPoint, Lsn received) {}

        @Override
        public void interrupted(Fault why) {}

        @Override
        public void notKept(ConnectionSettings standby, Fault why) {}

        @Override
        public void notDeposited(Fault why) {}

        @Override
        public void damaged(Fault why) {}
      };
}
