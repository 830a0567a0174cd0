package dev.ballast.change.rehearse;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.lab.traffic.StatementWork;
import dev.ballast.lab.traffic.TrafficMix;
import dev.ballast.lab.traffic.WeightedWork;
import dev.ballast.postgres.jdbc.ServerStatement.Keeping;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// The statements of the application as it was before the change, each executed after each step of
/// the change, in a transaction that is rolled back. One that failed before the change says
/// nothing. For one thread.
final class OldApplication {
  private static final long SEED = 1;

  private final Session session;
  private final List<StatementWork> works;
  private final Set<StatementWork> known = new HashSet<>();
  private final List<BrokenStatement> broken = new ArrayList<>();

  /// @param session of the application's role
  OldApplication(Session session, TrafficMix mix) {
    this.session = session;
    this.works =
        mix.works().stream()
            .map(WeightedWork::work)
            .filter(StatementWork.class::isInstance)
            .map(StatementWork.class::cast)
            .toList();
    works.stream().filter(work -> failure(work).isPresent()).forEach(known::add);
  }

  /// Executes every statement that has not failed yet.
  ///
  /// @param step what was done last
  void check(String step) {
    for (StatementWork work : works) {
      if (!known.contains(work)) {
        failure(work)
            .ifPresent(
                error -> {
                  known.add(work);
                  broken.add(
                      new BrokenStatement(
                          work.statement().text(), step, error.sqlState(), error.message()));
                });
      }
    }
  }

  List<BrokenStatement> broken() {
    return List.copyOf(broken);
  }

  private Optional<SqlError> failure(StatementWork work) {
    session.execute("BEGIN");
    try {
      session
          .statement(work.statement().text(), work.statement().parameters(), Keeping.UNNAMED)
          .run(work.draw().values(new Random(SEED)));
      return Optional.empty();
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      return Optional.of(SqlError.of(fault).orElseThrow(() -> fault));
    } finally {
      session.execute("ROLLBACK");
    }
  }
}
