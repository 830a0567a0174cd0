package dev.ballast.lab.traffic.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ballast.evidence.Clock;
import dev.ballast.lab.traffic.ErrorCount;
import dev.ballast.lab.traffic.SessionSource;
import dev.ballast.lab.traffic.Traffic;
import dev.ballast.lab.traffic.TrafficMix;
import dev.ballast.lab.traffic.TrafficReport;
import dev.ballast.lab.traffic.TrafficRun;
import dev.ballast.lab.traffic.TrafficSettings;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TestedMajors;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PgbenchSourceIT {
  private static final Clock CLOCK = Clock.system();
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final ScriptFile TRANSFER =
      new ScriptFile(
          "transfer.sql",
          """
          \\set amount random(1, 9)
          BEGIN;
          SELECT id AS taker FROM account WHERE id <> :giver ORDER BY random() LIMIT 1 \\gset
          UPDATE account SET money = money - :amount WHERE id = :giver;
          UPDATE account SET money = money + :amount WHERE id = :taker;
          \\if :amount > 5
          INSERT INTO large VALUES (:giver, :taker, :amount, :client_id);
          \\endif
          COMMIT;
          """,
          3);

  private static final ScriptFile LOOK =
      new ScriptFile(
          "look.sql",
          "\\set id random_zipfian(1, 10, 1.2)\nSELECT money FROM account WHERE id = :id;",
          1);

  private static final ScriptFile FAILING =
      new ScriptFile("failing.sql", "SELECT id FROM account \\gset", 1);

  @Test
  void scriptsRunAsPgbenchRunsThem() {
    try (TemporaryCluster cluster = TemporaryCluster.start(TestedMajors.one(), CLOCK);
        Session session = cluster.session()) {
      session.execute(
          "CREATE TABLE account (id int PRIMARY KEY, money bigint);"
              + " CREATE TABLE large (giver int, taker int, amount int, client int);"
              + " INSERT INTO account SELECT g, 1000 FROM generate_series(1, 10) g");
      TrafficMix mix =
          PgbenchSource.of(List.of(TRANSFER, LOOK, FAILING), Map.of("giver", 4L))
              .statements(session)
              .mix();
      assertThat(mix.works())
          .filteredOn(each -> each.work().isReadOnly())
          .extracting(each -> each.work().name())
          .containsExactly("look.sql", "failing.sql");
      TrafficReport report;
      try (TrafficRun run =
          Traffic.start(
              mix,
              TrafficSettings.of(400, 4),
              SessionSource.to(cluster.settings(), SessionOptions.onOwnServer("script")),
              CLOCK)) {
        assertThat(run.awaitEnded(400, LIMIT)).isTrue();
        report = run.stop();
      }
      // \gset takes one row and there are ten.
      assertThat(report.failed()).extracting(ErrorCount::error).containsExactly("script-failed");
      assertThat((double) report.failures() / report.arrived()).isCloseTo(0.2, within(0.1));
      assertThat(session.number("SELECT sum(money) FROM account")).isEqualTo(10_000);
      assertThat(session.number("SELECT count(*) FROM large WHERE amount <= 5 OR taker = 4"))
          .isZero();
      assertThat(session.number("SELECT count(DISTINCT client) FROM large")).isGreaterThan(1);
      assertThat(session.number("SELECT money FROM account WHERE id = 4")).isLessThan(1000);
      assertThat(report.statements())
          .anyMatch(each -> each.statement().startsWith("transfer.sql:3 SELECT id AS taker"));
    }
  }
}
