package dev.ballast.change.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Progress;
import dev.ballast.lab.clone.Clone;
import dev.ballast.lab.clone.RunningClone;
import dev.ballast.lab.traffic.ParameterDraw;
import dev.ballast.lab.traffic.StatementWork;
import dev.ballast.lab.traffic.TrafficMix;
import dev.ballast.lab.traffic.TrafficStatement;
import dev.ballast.lab.traffic.WeightedWork;
import dev.ballast.postgres.jdbc.ServerStatement.Keeping;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.Confinement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestClone.class)
final class OldApplicationIT {
  /// PREPARE outlives the transaction that it is tried in, so that it fails the second time.
  @Test
  void aRecordedStatementOfItsSessionIsNotTaken(Clone clone) {
    TrafficMix mix =
        TrafficMix.of(
            Stream.of(
                    "PREPARE p AS SELECT 1",
                    "DISCARD PLANS",
                    "SELECT count(*) FROM orders",
                    "SELECT total FROM orders WHERE id = 1")
                .map(OldApplicationIT::work)
                .toList());
    try (RunningClone running = clone.start(Confinement.PREFERRED, Progress.NONE);
        Session session = running.as("app", "postgres", SessionOptions.onOwnServer("test"))) {
      OldApplication application = new OldApplication(session, mix, TestClone.CLOCK);

      application.check("nothing");
      assertThat(application.broken()).isEmpty();
      session.execute("ALTER TABLE orders RENAME COLUMN total TO amount");
      application.check("the renaming");
      assertThat(application.broken())
          .extracting(BrokenStatement::text)
          .isEqualTo(List.of("SELECT total FROM orders WHERE id = 1"));
    }
  }

  private static WeightedWork work(String text) {
    return new WeightedWork(
        new StatementWork(
            new TrafficStatement(text, text, 0, false, Keeping.UNNAMED), ParameterDraw.NONE),
        1);
  }
}
