package dev.ballast.sample.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TestedMajors;
import dev.ballast.sample.PlantedFault;
import dev.ballast.sample.SampleError;
import dev.ballast.sample.Shop;
import dev.ballast.sample.ShopFacts;
import dev.ballast.sample.ShopSettings;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrafficIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Clock CLOCK = Clock.system();

  static IntStream majors() {
    return TestedMajors.outermost();
  }

  @ParameterizedTest
  @MethodSource("majors")
  void worksWithoutErrorsAndLeavesTheShopInOrder(int major) {
    try (TemporaryCluster cluster = TemporaryCluster.start(major, Clock.system())) {
      Shop shop = Shop.create(cluster.settings(), ShopSettings.of(7, 0.1));
      shop.plant();
      Traffic traffic = Traffic.start(shop.application(), new TrafficSettings(400, 6, 11), CLOCK);
      try (traffic) {
        traffic.awaitOperations(600, LIMIT);
        assertThat(shop.shows(PlantedFault.IDLE_TRANSACTION)).isTrue();
        assertThat(shop.shows(PlantedFault.UNUSED_INDEX)).isTrue();
        try (Session session = cluster.session(Shop.DATABASE)) {
          assertThat(idleSessionHolds(session)).containsExactly("locks 0, xid f, snapshot f");
        }
      }
      TrafficReport report = traffic.snapshot();
      assertThat(report.errors()).isEmpty();
      assertThat(report.succeeded()).isEqualTo(report.operations()).isGreaterThanOrEqualTo(600);
      assertThat(report.kinds())
          .extracting(TrafficReport.KindReport::kind)
          .containsExactly(
              "order lookup",
              "product search",
              "new order",
              "event",
              "document revision",
              "order shipment",
              "document search",
              "support search",
              "report");
      assertThat(report.kinds()).allMatch(kind -> kind.succeeded() > 0);
      assertThat(report.latency().p50()).isPositive().isLessThanOrEqualTo(report.latency().p95());
      assertThat(report.latency().p99()).isLessThanOrEqualTo(report.latency().max());
      assertThat(report.slowestSecond()).isPresent();
      List<AcknowledgedWrites> acknowledged = traffic.acknowledged();
      assertThat(acknowledged).hasSize(6).allMatch(writes -> writes.run() == 1);
      try (Session session = cluster.session(Shop.DATABASE)) {
        long entries = acknowledged.stream().mapToLong(AcknowledgedWrites::seq).sum();
        assertThat(session.number("SELECT count(*) FROM shop.ledger")).isEqualTo(entries);
        assertThat(Ledger.lost(session, acknowledged)).isZero();
        session.execute("DELETE FROM shop.ledger WHERE writer = 3 AND seq IN (1, 2)");
        assertThat(Ledger.lost(session, acknowledged)).isEqualTo(2);
        assertThat(ShopFacts.orphans(session)).isZero();
        assertThat(ShopFacts.unbalancedOrders(session)).isZero();
        assertThat(session.number("SELECT count(*) FROM shop.events_default")).isZero();
      }
    }
  }

  @Test
  void goesOnAfterTheServerCrashedAndLosesNothingAcknowledged() {
    try (TemporaryCluster cluster = TemporaryCluster.start(18, Clock.system())) {
      Shop shop = Shop.create(cluster.settings(), ShopSettings.of(7, 0.05));
      shop.plant();
      Traffic traffic = Traffic.start(shop.application(), new TrafficSettings(300, 4, 11), CLOCK);
      try (traffic) {
        traffic.awaitOperations(200, LIMIT);
        List<AcknowledgedWrites> before = traffic.acknowledged();
        cluster.crash();
        traffic.awaitOperations(traffic.snapshot().operations() + 50, LIMIT);
        cluster.start();
        try (Session session = cluster.session(Shop.DATABASE)) {
          assertThat(Ledger.lost(session, before)).isZero();
        }
        long failed = traffic.snapshot().failed();
        assertThat(failed).isPositive();
        traffic.awaitOperations(traffic.snapshot().operations() + 200, LIMIT);
        cluster.stop(StopMode.FAST);
        cluster.start();
        traffic.awaitOperations(traffic.snapshot().operations() + 400, LIMIT);
        assertThat(traffic.snapshot().errors())
            .extracting(TrafficReport.ErrorCount::sqlStateClass)
            .contains("08")
            .isSubsetOf("08", "57", "late");
      }
      try (Session session = cluster.session(Shop.DATABASE)) {
        assertThat(Ledger.lost(session, traffic.acknowledged())).isZero();
        assertThat(ShopFacts.unbalancedOrders(session)).isZero();
      }
    }
  }

  @Test
  void aStallIsFeltByTheOperationsItKeptWaiting() {
    try (TemporaryCluster cluster = TemporaryCluster.start(18, Clock.system())) {
      Shop shop = Shop.create(cluster.settings(), ShopSettings.of(7, 0.05));
      try (Traffic traffic =
              Traffic.start(shop.application(), new TrafficSettings(200, 2, 11), CLOCK);
          Session session = cluster.session(Shop.DATABASE)) {
        traffic.awaitOperations(50, LIMIT);
        session.execute(
            "BEGIN; LOCK TABLE shop.products, shop.orders, shop.documents; SELECT pg_sleep(1);"
                + " COMMIT");
        traffic.awaitOperations(traffic.snapshot().operations() + 150, LIMIT);
        TrafficReport report = traffic.snapshot();
        assertThat(report.latency().max()).isGreaterThan(Duration.ofMillis(800));
        assertThat(report.latency().p95()).isGreaterThan(Duration.ofMillis(300));
      }
    }
  }

  @Test
  void closesThoughAStatementHangs() {
    try (TemporaryCluster cluster = TemporaryCluster.start(18, Clock.system())) {
      Shop shop = Shop.create(cluster.settings(), ShopSettings.of(7, 0.05));
      Traffic traffic = Traffic.start(shop.application(), new TrafficSettings(200, 2, 11), CLOCK);
      try (Session session = cluster.session(Shop.DATABASE)) {
        traffic.awaitOperations(20, LIMIT);
        session.execute("BEGIN; LOCK TABLE shop.products, shop.orders, shop.documents");
        assertThatThrownBy(() -> traffic.awaitOperations(1_000_000, Duration.ofMillis(200)))
            .isInstanceOfSatisfying(
                Fault.class, f -> assertThat(f.code()).isEqualTo(SampleError.TRAFFIC_TOO_SLOW));
        // The lock is held until this has ended.
        traffic.close();
        assertThat(session.holdsTransaction()).isTrue();
      }
    }
  }

  private static List<String> idleSessionHolds(Session session) {
    return session.query(
        """
        SELECT format('locks %s, xid %s, snapshot %s',
                 (SELECT count(*) FROM pg_locks l WHERE l.pid = a.pid AND l.locktype <> 'virtualxid'),
                 backend_xid IS NOT NULL, backend_xmin IS NOT NULL)
        FROM pg_stat_activity a
        WHERE application_name = 'shop nightly export'
        """,
        row -> row.text(1));
  }
}
