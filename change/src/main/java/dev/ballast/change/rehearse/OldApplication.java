package dev.ballast.change.rehearse;

import dev.ballast.evidence.Clock;
import dev.ballast.lab.traffic.TrafficMix;
import dev.ballast.lab.traffic.TrafficStatement;
import dev.ballast.lab.traffic.WeightedWork;
import dev.ballast.lab.traffic.Work;
import dev.ballast.lab.traffic.WorkTrial;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.sql.tree.ParsedStatement;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.SessionStatement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The application as it was before the change: each of its works is executed after each step of
/// the change, in a transaction that is rolled back. One that failed before the change says
/// nothing. For one thread.
final class OldApplication {
  /// A work whose values happen to collide with a row fails by chance.
  private static final int TRIALS = 3;

  private final WorkTrial trial;
  private final List<Work> works;
  private final Set<Work> known = new HashSet<>();
  private final List<BrokenStatement> broken = new ArrayList<>();

  /// @param session of the application's role
  OldApplication(Session session, TrafficMix mix, Clock clock) {
    this.trial = new WorkTrial(session, clock);
    this.works =
        mix.works().stream().map(WeightedWork::work).filter(OldApplication::standsAlone).toList();
    works.stream().filter(work -> trial.run(work, TRIALS).isPresent()).forEach(known::add);
  }

  /// A recorded statement about its session, such as PREPARE, says nothing without the ones around
  /// it: a second time it fails, or means something else.
  private static boolean standsAlone(Work work) {
    List<TrafficStatement> statements = work.statements();
    return statements.size() != 1
        || !(Parser.postgres18().parse(statements.getFirst().text())
                instanceof ParsedStatement.Understood understood
            && understood.statement() instanceof SessionStatement);
  }

  /// Executes every work that has not failed yet.
  ///
  /// @param step what was done last
  void check(String step) {
    for (Work work : works) {
      if (!known.contains(work)) {
        trial
            .run(work, TRIALS)
            .ifPresent(
                failure -> {
                  known.add(work);
                  broken.add(
                      new BrokenStatement(text(work), step, failure.error(), failure.message()));
                });
      }
    }
  }

  private static String text(Work work) {
    return work.statements().stream().map(TrafficStatement::text).collect(Collectors.joining("; "));
  }

  List<BrokenStatement> broken() {
    return List.copyOf(broken);
  }
}
