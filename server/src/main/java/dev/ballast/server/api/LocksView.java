package dev.ballast.server.api;

import dev.ballast.observe.locks.LockSession;
import dev.ballast.observe.locks.LockTree;
import dev.ballast.server.api.TargetView.TextView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Who waits for whose locks: each session behind the one that it waits for.
///
/// @param at when that was read; absent where nobody waited
public record LocksView(Optional<Instant> at, List<SessionView> sessions) {

  /// One session.
  ///
  /// @param depth 0 for one that waits for nobody, or that a circle was cut open at
  /// @param blockers the pids that it waits for; 0 is a prepared transaction
  public record SessionView(
      int depth,
      int pid,
      Optional<String> user,
      Optional<String> application,
      Optional<String> database,
      Optional<String> state,
      Optional<Double> transactionSeconds,
      Optional<WaitView> waiting,
      List<Integer> blockers,
      TextView statement) {}

  /// A lock that is waited for.
  public record WaitView(
      String mode, String locktype, Optional<String> relation, Optional<Double> seconds) {}

  public static LocksView of(Optional<LockTree> tree) {
    return new LocksView(
        tree.map(LockTree::at),
        tree.map(LockTree::lines).orElse(List.of()).stream().map(LocksView::line).toList());
  }

  private static SessionView line(LockTree.Line line) {
    LockSession session = line.session();
    return new SessionView(
        line.depth(),
        session.pid(),
        session.user(),
        session.application(),
        session.database(),
        session.state(),
        known(session.transactionSeconds()),
        session
            .waiting()
            .map(w -> new WaitView(w.mode(), w.locktype(), w.relation(), known(w.seconds()))),
        session.blockers(),
        TextView.of(session.statement()));
  }

  private static Optional<Double> known(OptionalDouble figure) {
    return figure.isPresent() ? Optional.of(figure.getAsDouble()) : Optional.empty();
  }
}
