package dev.ballast.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Password;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.sample.traffic.Traffic;
import dev.ballast.sample.traffic.TrafficSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What making a shop promises: the same rows each time, the stated size, and nothing replaced.
class ShopCreationIT {
  private static final double SMALL = 0.1;

  @Test
  void equalSeedsGiveEqualRowsOnEveryMajor() {
    List<String> oldest = digests(14, 7);
    assertThat(oldest).hasSizeGreaterThan(25).allMatch(line -> line.matches("\\S+ \\d+ -?\\d+"));
    assertThat(digests(18, 7)).isEqualTo(oldest);
    assertThat(digests(18, 8)).isNotEqualTo(oldest);
  }

  @Test
  void scaleOneIsAboutFiftyMegabytes() {
    try (TemporaryCluster cluster = TemporaryCluster.start(18, Clock.system())) {
      Shop shop = Shop.create(cluster.settings(), ShopSettings.of(7, 1));
      assertThat(shop.size().bytes()).isBetween(40_000_000L, 65_000_000L);
    }
  }

  @Test
  void refusesToReplaceADatabaseAndCleansUpAfterAFailure() {
    try (TemporaryCluster cluster = TemporaryCluster.start(18, Clock.system())) {
      ConnectionSettings server = cluster.settings();
      assertThatThrownBy(
              () ->
                  Shop.create(
                      server,
                      ShopSettings.of(7, SMALL)
                          .withTablespaceDirectory(cluster.scratch().resolve("missing"))))
          .isInstanceOf(Fault.class)
          .hasMessageContaining("does not exist");
      assertThatThrownBy(() -> Shop.open(server))
          .isInstanceOfSatisfying(
              Fault.class, f -> assertThat(f.code()).isEqualTo(PostgresError.DATABASE_MISSING));
      try (Session session = cluster.session()) {
        session.execute("CREATE DATABASE shop");
      }
      assertThatThrownBy(() -> Shop.open(server))
          .isInstanceOfSatisfying(
              Fault.class, f -> assertThat(f.code()).isEqualTo(SampleError.SHOP_MISSING));
      assertThatThrownBy(() -> Shop.create(server, ShopSettings.of(7, SMALL)))
          .isInstanceOfSatisfying(
              Fault.class, f -> assertThat(f.code()).isEqualTo(SampleError.SHOP_EXISTS));
      try (Session session = cluster.session()) {
        assertThat(session.number("SELECT count(*) FROM pg_database WHERE datname = 'shop'"))
            .isEqualTo(1);
      }
    }
  }

  @Test
  void theApplicationLogsInWithItsPassword() {
    try (TemporaryCluster cluster =
        TemporaryCluster.of(18, Clock.system())
            .hba("host all shop_app 127.0.0.1/32 scram-sha-256")
            .start()) {
      Shop shop =
          Shop.create(
              cluster.settings(),
              ShopSettings.of(7, 0.01).withApplicationPassword(new Password("it's $secret")));
      try (Session session = Session.open(shop.application(), SessionOptions.onOwnServer("test"))) {
        assertThat(session.text("SELECT current_user")).isEqualTo("shop_app");
      }
      assertThatThrownBy(
              () ->
                  Session.open(
                      Shop.open(cluster.settings(), new Password("wrong")).application(),
                      SessionOptions.onOwnServer("test")))
          .isInstanceOfSatisfying(
              Fault.class,
              f -> assertThat(f.code()).isEqualTo(PostgresError.AUTHENTICATION_FAILED));
    }
  }

  @Test
  void aShopOfAnotherGenerationIsNotTakenForOurs() {
    try (TemporaryCluster cluster = TemporaryCluster.start(18, Clock.system())) {
      Shop shop = Shop.create(cluster.settings(), ShopSettings.of(7, 0.01));
      try (Session session = cluster.session(Shop.DATABASE)) {
        session.execute("UPDATE shop.about SET generation = generation + 1");
      }
      assertThatThrownBy(() -> Shop.open(cluster.settings()))
          .isInstanceOfSatisfying(
              Fault.class, f -> assertThat(f.code()).isEqualTo(SampleError.SHOP_MISSING));
      assertThatThrownBy(
              () ->
                  Traffic.start(shop.application(), new TrafficSettings(10, 1, 7), Clock.system()))
          .isInstanceOfSatisfying(
              Fault.class, f -> assertThat(f.code()).isEqualTo(SampleError.SHOP_MISSING));
    }
  }

  private static List<String> digests(int major, long seed) {
    try (TemporaryCluster cluster = TemporaryCluster.start(major, Clock.system())) {
      Shop.create(cluster.settings(), ShopSettings.of(seed, 0.05));
      try (Session session = cluster.session(Shop.DATABASE)) {
        return ShopFacts.digests(session);
      }
    }
  }
}
