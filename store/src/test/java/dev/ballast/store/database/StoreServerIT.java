package dev.ballast.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.store.StoreError;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A database of somebody else's server as the store.
class StoreServerIT {
  private static final Clock CLOCK = Clock.system();
  private static TemporaryCluster cluster;

  @BeforeAll
  static void start() {
    cluster = TemporaryCluster.of(14, CLOCK).tcp().start();
    try (Session session = cluster.session()) {
      session.execute("CREATE ROLE keeper LOGIN");
      session.execute("CREATE DATABASE figures TEMPLATE template0 ENCODING 'UTF8'");
      session.execute(
          "CREATE DATABASE narrow TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'");
    }
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  /// The error's own statements make the role one that owns the schema and nothing else; no test
  /// but this one knows them.
  @Test
  void whatAPrivilegeIsMissingForIsSaidAndGrantedByWhatTheErrorSays() {
    try (Session owner = cluster.session("figures")) {
      owner.execute("REVOKE TEMPORARY ON DATABASE figures FROM PUBLIC");
      Fault fault = refused("figures");

      assertThat(fault.code()).isEqualTo(StoreError.STORE_PRIVILEGE_MISSING);
      String hint = fault.hint().orElseThrow();
      assertThat(hint)
          .contains("CREATE SCHEMA ballast AUTHORIZATION keeper;")
          .contains("GRANT TEMPORARY ON DATABASE figures TO keeper;");
      owner.execute(hint.substring(hint.indexOf(": ") + 2));
      try (Store store = Store.open(where("figures"), CLOCK);
          Session session = store.pool().lend()) {
        assertThat(session.number("SELECT count(*) FROM target")).isZero();
      }
      assertThat(
              owner.query(
                  "SELECT DISTINCT relnamespace::regnamespace::text AS schema FROM pg_class"
                      + " WHERE relowner = 'keeper'::regrole AND relkind <> 't' AND relkind <> 'i'",
                  row -> row.text("schema")))
          .containsExactly("ballast");
      theSchemaOfAnother(owner);
    }
  }

  private static void theSchemaOfAnother(Session owner) {
    owner.execute("CREATE ROLE other");
    owner.execute("ALTER SCHEMA ballast OWNER TO other");
    Fault fault = refused("figures");
    assertThat(fault.code()).isEqualTo(StoreError.STORE_PRIVILEGE_MISSING);
    assertThat(fault.hint()).get().asString().contains("ALTER SCHEMA ballast OWNER TO keeper;");
  }

  @Test
  void aDatabaseThatCannotHoldEveryTextIsRefused() {
    Fault fault = refused("narrow");

    assertThat(fault.code()).isEqualTo(StoreError.STORE_UNFIT);
    assertThat(fault.detail()).get().asString().contains("SQL_ASCII");
    assertThat(Store.isPassing(fault)).isFalse();
  }

  private static Fault refused(String database) {
    return catchThrowableOfType(Fault.class, () -> Store.open(where(database), CLOCK).close());
  }

  private static StoreLocation where(String database) {
    ConnectionSettings settings = cluster.settings(database).withUser("keeper", Optional.empty());
    return new StoreLocation.External(() -> settings);
  }
}
