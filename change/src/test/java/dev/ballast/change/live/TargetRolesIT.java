package dev.ballast.change.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.lab.schema.SchemaDump;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.StartupSetting;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.rules.lint.Workload;
import dev.ballast.sql.script.Script;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// A target that is asked by those who are no superusers: what they may not read is left out and
/// told, the rest is used.
@ParameterizedClass
@MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
final class TargetRolesIT {
  private static final List<StartupSetting> WRITING =
      List.of(new StartupSetting("default_transaction_read_only", "off"));

  private static final List<String> NASTY =
      List.of(
          "search_path = trap, pg_catalog",
          "statement_timeout = '1ms'",
          "lock_timeout = '1ms'",
          "idle_in_transaction_session_timeout = '1ms'",
          "default_transaction_read_only = on",
          "default_transaction_isolation = serializable",
          "default_transaction_deferrable = on",
          "quote_all_identifiers = on",
          "standard_conforming_strings = off",
          "client_encoding = LATIN1",
          "client_min_messages = debug5",
          "DateStyle = German",
          "IntervalStyle = iso_8601",
          "bytea_output = escape",
          "TimeZone = 'Asia/Kathmandu'");

  private static TemporaryCluster cluster;

  @Parameter private int major;

  @BeforeParameterizedClassInvocation
  static void start(int major) {
    cluster = TemporaryCluster.start(major, Clock.system());
    try (Session session = cluster.session()) {
      session.execute(
          "CREATE ROLE owner LOGIN; CREATE ROLE monitor LOGIN; CREATE ROLE plain LOGIN");
      session.execute("CREATE ROLE reader LOGIN; CREATE ROLE half LOGIN; CREATE ROLE files LOGIN");
      session.execute("GRANT pg_monitor TO monitor; GRANT pg_read_all_data TO reader, half, files");
      session.execute(
          "GRANT EXECUTE ON FUNCTION pg_catalog.pg_show_all_file_settings() TO half, files");
      session.execute("REVOKE pg_read_all_data FROM half");
      session.execute("ALTER DATABASE postgres OWNER TO owner");
      session.execute("CREATE TABLE mine (id int); ALTER TABLE mine OWNER TO owner");
      session.execute("CREATE TABLE \"Theirs $1\" (id int)");
      session.execute("CREATE SCHEMA hidden; CREATE TABLE hidden.deep (id int)");
      session.execute("CREATE TYPE mood AS ENUM ('calm')");
      session.execute("CREATE ROLE admin LOGIN CREATEROLE CREATEDB; CREATE ROLE rds_superuser");
      session.execute("GRANT pg_read_all_data, rds_superuser TO admin");
      session.execute("CREATE ROLE outsider LOGIN");
      session.execute("CREATE DATABASE closed");
      session.execute("REVOKE CONNECT ON DATABASE closed FROM PUBLIC");
      session.execute("INSERT INTO hidden.deep SELECT generate_series(1, 1000); ANALYZE");
    }
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    cluster.close();
  }

  @Test
  void theOwnerOfTheDatabaseHasAllButTheTablesOfOthers() {
    SchemaDump dump = dump("owner");

    assertThat(text(dump)).contains("CREATE TABLE public.mine").contains("CREATE TYPE public.mood");
    assertThat(text(dump)).contains("CREATE TABLE public.\"Theirs $1\" (id integer)");
    assertThat(dump.remarks()).hasSize(2);
    assertThat(dump.remarks().getFirst())
        .contains("\"Theirs $1\"")
        .contains("GRANT USAGE ON SCHEMA")
        .contains("GRANT SELECT ON")
        .doesNotContain("mine");
    assertThat(dump.remarks().getLast()).contains("pg_show_all_file_settings");
  }

  @Test
  void oneThatMayReadAllHasAllButTheTimeZone() {
    SchemaDump dump = dump("reader");

    assertThat(text(dump))
        .contains("CREATE TABLE public.mine")
        .contains("CREATE TABLE public.\"Theirs $1\"")
        .contains("CREATE TABLE hidden.deep");
    assertThat(dump.remarks()).singleElement().asString().contains("TimeZone");
    assertThat(dump.timeZone()).isEmpty();
    assertThat(dump("files").remarks()).isEmpty();
    assertThat(dump("files").timeZone()).isPresent();
  }

  @Test
  void withoutAnyPrivilegeOnATableTheRestIsThere() {
    for (String role : List.of("monitor", "plain", "half")) {
      SchemaDump dump = dump(role);

      assertThat(text(dump))
          .contains("CREATE TYPE public.mood")
          .contains("CREATE TABLE public.mine (id integer)")
          .contains("CREATE TABLE hidden.deep (id integer)");
      assertThat(dump.remarks()).as(role).hasSize(2);
      assertThat(dump.roles()).contains("owner", "plain");
    }
  }

  @Test
  void everyRoleKnowsTheSizes() {
    for (String role : List.of("owner", "monitor", "reader", "plain", "half")) {
      Workload workload = destination(role).workload();

      assertThat(workload.rows(QualifiedName.of("hidden", "deep"))).as(role).hasValue(1000);
      assertThat(workload.bytes(QualifiedName.of("hidden", "deep")))
          .as(role)
          .isNotEqualTo(OptionalLong.empty());
    }
  }

  @Test
  void theAdministratorOfAManagedServerHasAllButTheTimeZone() {
    SchemaDump dump = dump("admin");

    assertThat(text(dump))
        .contains("CREATE TABLE public.mine")
        .contains("CREATE TABLE hidden.deep");
    assertThat(dump.remarks()).singleElement().asString().contains("TimeZone");
    assertThat(dump.roles()).contains("rds_superuser", "admin", "owner");
  }

  @Test
  void oneWhoMayNotConnectIsToldTheGrant() {
    ConnectionSettings settings = cluster.settings("closed").withUser("outsider", Optional.empty());

    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> SchemaDump.of(settings, Clock.system()))
        .satisfies(
            fault -> {
              assertThat(fault.code()).isEqualTo(PostgresError.PRIVILEGE_MISSING);
              assertThat(fault.hint())
                  .hasValue(
                      "Let the role in: GRANT CONNECT ON DATABASE \"closed\" TO \"outsider\";");
            });
  }

  @Test
  void whatADatabaseOrARoleHasSetIsNotInTheWay() {
    try (Session session = cluster.session()) {
      session.execute("CREATE ROLE nasty LOGIN; GRANT pg_read_all_data TO nasty");
      session.execute("CREATE DATABASE nasty OWNER nasty");
      for (String setting : NASTY) {
        session.execute("ALTER DATABASE nasty SET " + setting);
        session.execute("ALTER ROLE nasty SET " + setting);
      }
      session.execute("ALTER ROLE nasty SET role = 'monitor'; GRANT monitor TO nasty");
    }
    ConnectionSettings nasty = cluster.settings("nasty").withUser("nasty", Optional.empty());
    try (Session session =
        Session.open(nasty, SessionOptions.of("ballast").withSettings(WRITING))) {
      session.execute("CREATE SCHEMA trap; CREATE TABLE trap.pg_class (a int DEFAULT 7)");
      session.execute("INSERT INTO trap.pg_class VALUES (1); ANALYZE trap.pg_class");
    }

    SchemaDump dump = dump(nasty);
    Workload workload = destination(nasty).workload();

    assertThat(text(dump)).contains("CREATE TABLE trap.pg_class");
    assertThat(dump.timeZone()).hasValue("Asia/Kathmandu");
    assertThat(dump.remarks()).isEmpty();
    assertThat(workload.rows(QualifiedName.of("trap", "pg_class"))).hasValue(1);
  }

  @Test
  void aTableThatIsLockedIsNotWaitedFor() {
    try (Session session = cluster.session()) {
      session.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
      session.execute("LOCK TABLE hidden.deep");

      Workload workload = destination("monitor").workload();

      assertThat(workload.rows(QualifiedName.of("hidden", "deep"))).hasValue(1000);
      assertThat(workload.bytes(QualifiedName.of("hidden", "deep")).orElseThrow()).isPositive();
    }
  }

  private SchemaDump dump(String role) {
    return dump(cluster.settings().withUser(role, Optional.empty()));
  }

  private SchemaDump dump(ConnectionSettings settings) {
    try {
      return destination(settings).dump(Clock.system()).orElseThrow();
    } catch (Fault e) {
      Assumptions.assumeFalse(
          e.getMessage().startsWith("no pg_dump of major"), "no pg_dump for major " + major);
      throw e;
    }
  }

  private static Destination destination(String role) {
    return destination(cluster.settings().withUser(role, Optional.empty()));
  }

  private static Destination destination(ConnectionSettings settings) {
    return new Destination(
        Optional.empty(),
        Optional.of(new Destination.Server("shop", settings, true)),
        List.of(),
        "");
  }

  private static String text(SchemaDump dump) {
    Script script = dump.script();
    return script.source().text();
  }
}
