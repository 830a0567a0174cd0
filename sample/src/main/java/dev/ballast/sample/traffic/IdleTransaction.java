package dev.ballast.sample.traffic;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import java.time.Duration;

/// The planted fault IDLE_TRANSACTION: a session that sits in a transaction and does nothing. It
/// holds no lock, no snapshot and no transaction id. Runs on one thread.
///
/// It must not even select a constant: the portal of the last query keeps its snapshot until the
/// next query, and that snapshot would keep VACUUM from its work. `SHOW` takes none.
final class IdleTransaction implements Runnable {
  /// How often it looks whether its session is still there. The question ends the idling for a
  /// moment, though not the transaction, so it is rare.
  private static final Duration LOOK = Duration.ofSeconds(60);

  private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

  private final ReconnectingSession line;
  private final StopSignal stop;

  IdleTransaction(ReconnectingSession line, StopSignal stop) {
    this.line = line;
    this.stop = stop;
  }

  @Override
  public void run() {
    try (line) {
      boolean sitting = false;
      boolean more = true;
      while (more) {
        sitting = sit(sitting);
        more = stop.pause(sitting ? LOOK : TRY_AGAIN);
      }
    } catch (Fault interrupted) {
      if (interrupted.code() != CommonError.INTERRUPTED) {
        throw interrupted;
      }
    }
  }

  /// Returns whether the session sits in its transaction.
  private boolean sit(boolean begun) {
    try {
      if (!begun) {
        line.session().begin(IsolationLevel.READ_COMMITTED, Access.READ_ONLY);
      }
      line.session().text("SHOW server_version");
      return true;
    } catch (Fault failure) {
      if (failure.code() == CommonError.INTERRUPTED) {
        throw failure;
      }
      line.close();
      return false;
    }
  }
}
