package dev.ballast.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TestedMajors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// A small shop on every major.
@ParameterizedClass
@MethodSource("majors")
class ShopIT {
  private static final double SMALL = 0.1;

  private static @Nullable TemporaryCluster shared;

  @Parameter private int major;

  static IntStream majors() {
    return TestedMajors.outermost();
  }

  @BeforeParameterizedClassInvocation
  static void start(int major) {
    shared = TemporaryCluster.start(major, Clock.system());
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    cluster().close();
  }

  @AfterEach
  void dropTheShop() {
    Shop.open(cluster().settings()).drop();
    try (Session session = cluster().session()) {
      assertThat(
              session.query(
                  """
                  SELECT rolname::text FROM pg_roles WHERE rolname ~ '^shop_'
                  UNION ALL SELECT spcname::text FROM pg_tablespace WHERE spcname ~ '^shop_'
                  UNION ALL SELECT datname::text FROM pg_database WHERE datname ~ '^shop'
                  """,
                  row -> row.text(1)))
          .isEmpty();
    }
  }

  @Test
  void holdsEveryKindOfObjectAndKeepsItsConstraints() throws IOException {
    Path archive = Files.createDirectory(cluster().scratch().resolve("archive"));
    cluster().own(archive);
    List<String> steps = new ArrayList<>();
    Shop.create(
        cluster().settings(),
        ShopSettings.of(7, SMALL).withTablespaceDirectory(archive),
        steps::add);
    assertThat(steps).contains("loading rows", "checking foreign keys");
    try (Session session = cluster().session(Shop.DATABASE)) {
      assertThat(session.version().major()).isEqualTo(major);
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
    Shop found = Shop.open(cluster().settings());
    assertThat(found.seed()).isEqualTo(7);
    assertThat(found.scale()).isEqualTo(SMALL);
  }

  @Test
  void isolatesTenantsExceptWhereTheLeakIsPlanted() {
    Shop shop = Shop.create(cluster().settings(), ShopSettings.of(7, SMALL));
    try (Session application =
        Session.open(shop.application(), SessionOptions.onOwnServer("test"))) {
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

  @Test
  void plantedFaultsShowInTheCatalogueAndBreakNoConstraint() {
    Set<PlantedFault> lasting = EnumSet.allOf(PlantedFault.class);
    lasting.remove(PlantedFault.IDLE_TRANSACTION);
    Shop shop = Shop.create(cluster().settings(), ShopSettings.of(7, SMALL));
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
    try (Session session = cluster().session(Shop.DATABASE)) {
      assertThat(ShopFacts.invalidConstraints(session)).isEmpty();
      assertThat(ShopFacts.orphans(session)).isZero();
      session.execute("UPDATE shop.orders SET status = 'refunded' WHERE id = 1");
      assertThat(session.number("SELECT max(id) FROM shop.order_status_log"))
          .isEqualTo(2_100_000_001L);
    }
  }

  private static TemporaryCluster cluster() {
    if (shared == null) {
      throw new IllegalStateException("the cluster was not started");
    }
    return shared;
  }
}
