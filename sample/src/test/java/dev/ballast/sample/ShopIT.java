package dev.ballast.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Password;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.SupportedMajors;
import dev.ballast.postgres.server.TemporaryCluster;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShopIT {
  private static final double SMALL = 0.1;

  static IntStream majors() {
    return SupportedMajors.all();
  }

  @ParameterizedTest
  @MethodSource("majors")
  void holdsEveryKindOfObjectAndKeepsItsConstraints(int major) {
    try (TemporaryCluster cluster = TemporaryCluster.start(major)) {
      List<String> steps = new ArrayList<>();
      Shop shop =
          Shop.create(
              cluster.settings(),
              ShopSettings.of(7, SMALL).withTablespaceDirectory(cluster.scratch()),
              steps::add);
      assertThat(steps).contains("loading rows", "checking foreign keys");
      try (Session session = cluster.session(Shop.DATABASE)) {
        assertThat(ShopFacts.accessMethods(session))
            .containsExactly("brin", "btree", "gin", "gist", "hash");
        assertThat(ShopFacts.relationsInTablespace(session))
            .containsExactly("documents", "orders_tenant_placed_at_idx");
        assertThat(ShopFacts.relationKinds(session))
            .containsExactly("I 3", "S 10", "m 1", "p 1", "r 29", "v 1");
        assertThat(ShopFacts.routineKinds(session))
            .containsExactly("f plpgsql", "f sql", "p plpgsql");
        assertThat(ShopFacts.typesAndTriggers(session))
            .containsExactly("domain 2", "enum 5", "policy 11", "trigger 2");
        assertThat(ShopFacts.invalidConstraints(session)).isEmpty();
        assertThat(ShopFacts.orphans(session)).isZero();
        assertThat(ShopFacts.unbalancedOrders(session)).isZero();
        assertThat(ShopFacts.sequencesBehindTheirTable(session)).isEmpty();
        assertThat(session.number("SELECT count(*) FROM reporting.tenant_revenue")).isPositive();
        assertThat(session.number("SELECT count(*) FROM shop.events_default")).isZero();
        assertThat(session.number("SELECT count(*) FROM shop.orders")).isEqualTo(2_300);
      }
      Shop found = Shop.open(cluster.settings());
      assertThat(found.seed()).isEqualTo(7);
      assertThat(found.scale()).isEqualTo(SMALL);
      shop.drop();
      try (Session session = cluster.session()) {
        assertThat(session.number("SELECT count(*) FROM pg_roles WHERE rolname ~ '^shop_'"))
            .isZero();
        assertThat(session.number("SELECT count(*) FROM pg_tablespace WHERE spcname ~ '^shop'"))
            .isZero();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("majors")
  void isolatesTenantsExceptWhereTheLeakIsPlanted(int major) {
    try (TemporaryCluster cluster = TemporaryCluster.start(major)) {
      Shop shop = Shop.create(cluster.settings(), ShopSettings.of(7, SMALL));
      try (Session application = Session.open(shop.application(), SessionOptions.of("test"))) {
        assertThat(ShopFacts.visibleTables(application)).isEmpty();
        application.text("SELECT set_config('shop.tenant_id', '2', false)");
        assertThat(ShopFacts.visibleTenants(application)).containsExactly(2L);
        assertThatThrownBy(
                () ->
                    application.execute(
                        "INSERT INTO shop.carts (tenant_id, user_id, product_id, quantity)"
                            + " SELECT 1, user_id, product_id, 1 FROM shop.carts LIMIT 1"))
            .isInstanceOfSatisfying(
                Fault.class, f -> assertThat(f.code()).isEqualTo(PostgresError.PRIVILEGE_MISSING));
        shop.plant(Set.of(PlantedFault.LEAKING_POLICY));
        application.text("SELECT set_config('shop.tenant_id', '', false)");
        assertThat(ShopFacts.visibleTables(application)).containsExactly("payments");
        application.text("SELECT set_config('shop.tenant_id', '2', false)");
        assertThat(ShopFacts.visibleTenants(application)).containsExactly(2L);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("majors")
  void plantedFaultsShowInTheCatalogueAndBreakNoConstraint(int major) {
    Set<PlantedFault> lasting = EnumSet.allOf(PlantedFault.class);
    lasting.remove(PlantedFault.IDLE_TRANSACTION);
    try (TemporaryCluster cluster = TemporaryCluster.start(major)) {
      Shop shop = Shop.create(cluster.settings(), ShopSettings.of(7, SMALL));
      for (PlantedFault fault : PlantedFault.values()) {
        assertThat(shop.shows(fault)).as(fault + " before").isFalse();
      }
      for (PlantedFault fault : EnumSet.complementOf(EnumSet.of(PlantedFault.UNUSED_INDEX))) {
        assertThat(shop.sightings(fault)).as(fault + " before").isEmpty();
      }
      shop.plant();
      shop.plant();
      assertThat(shop.planted()).isEqualTo(PlantedFault.ALL);
      for (PlantedFault fault : lasting) {
        assertThat(shop.shows(fault)).as(fault + " after").isTrue();
      }
      try (Session session = cluster.session(Shop.DATABASE)) {
        assertThat(ShopFacts.invalidConstraints(session)).isEmpty();
        assertThat(ShopFacts.orphans(session)).isZero();
        session.execute("UPDATE shop.orders SET status = 'refunded' WHERE id = 1");
        assertThat(session.number("SELECT max(id) FROM shop.order_status_log"))
            .isEqualTo(2_100_000_001L);
      }
    }
  }

  @Test
  void equalSeedsGiveEqualRowsOnEveryMajor() {
    List<String> oldest = digests(14, 7);
    assertThat(oldest).hasSizeGreaterThan(25).allMatch(line -> line.matches("\\S+ \\d+ -?\\d+"));
    assertThat(digests(18, 7)).isEqualTo(oldest);
    assertThat(digests(18, 8)).isNotEqualTo(oldest);
  }

  @Test
  void scaleOneIsAboutFiftyMegabytes() {
    try (TemporaryCluster cluster = TemporaryCluster.start(18)) {
      Shop shop = Shop.create(cluster.settings(), ShopSettings.of(7, 1));
      assertThat(shop.size().bytes()).isBetween(40_000_000L, 65_000_000L);
    }
  }

  @Test
  void refusesToReplaceADatabaseAndCleansUpAfterAFailure() {
    try (TemporaryCluster cluster = TemporaryCluster.start(18)) {
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
        TemporaryCluster.of(18).hba("host all shop_app 127.0.0.1/32 scram-sha-256").start()) {
      Shop shop =
          Shop.create(
              cluster.settings(),
              ShopSettings.of(7, 0.01).withApplicationPassword(new Password("it's $secret")));
      try (Session session = Session.open(shop.application(), SessionOptions.of("test"))) {
        assertThat(session.text("SELECT current_user")).isEqualTo("shop_app");
      }
      assertThatThrownBy(
              () ->
                  Session.open(
                      Shop.open(cluster.settings(), new Password("wrong")).application(),
                      SessionOptions.of("test")))
          .isInstanceOfSatisfying(
              Fault.class,
              f -> assertThat(f.code()).isEqualTo(PostgresError.AUTHENTICATION_FAILED));
    }
  }

  private static List<String> digests(int major, long seed) {
    try (TemporaryCluster cluster = TemporaryCluster.start(major)) {
      Shop.create(cluster.settings(), ShopSettings.of(seed, 0.05));
      try (Session session = cluster.session(Shop.DATABASE)) {
        return ShopFacts.digests(session);
      }
    }
  }
}
