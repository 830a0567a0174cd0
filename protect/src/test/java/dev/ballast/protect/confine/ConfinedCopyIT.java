package dev.ballast.protect.confine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlState;
import dev.ballast.postgres.server.TemporaryCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a role can still do on a confined copy, tried by logging in as it.
class ConfinedCopyIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String DENIED = "42501";

  /// Nobody's session may do one of these, whatever the role was on the source.
  private static final List<String> REACHING =
      List.of(
          "COPY (SELECT 1) TO PROGRAM 'true'",
          "COPY (SELECT 1) TO '/tmp/ballast-confined'",
          "COPY app.broken FROM '/etc/passwd'",
          "SELECT pg_read_file('PG_VERSION')",
          "SELECT pg_read_binary_file('PG_VERSION')",
          "SELECT pg_ls_dir('.')",
          "SELECT lo_import('/etc/passwd')",
          "SELECT lo_export(4711, '/tmp/ballast-confined')",
          "SELECT public.another_export(4711, '/tmp/ballast-confined')",
          "SELECT evil.dblink_connect_u('c', 'dbname=shop')",
          "SELECT evil.dblink_connect('c', 'dbname=shop password=x')",
          "SELECT pg_reload_conf()",
          "SELECT pg_create_physical_replication_slot('s')",
          "SET SESSION AUTHORIZATION ballast_keeper",
          "SET ROLE pg_execute_server_program",
          "SET session_preload_libraries = 'x'",
          "SET dynamic_library_path = '/tmp'",
          "SET allow_system_table_mods = on",
          "CREATE ROLE more SUPERUSER",
          "ALTER SYSTEM SET archive_command = 'true'",
          "CREATE FUNCTION pg_catalog.strike() RETURNS int LANGUAGE sql AS 'SELECT 1'",
          "CREATE FUNCTION public.c() RETURNS int LANGUAGE c AS '$libdir/amcheck', 'x'",
          "UPDATE pg_catalog.pg_authid SET rolsuper = true",
          "ALTER EVENT TRIGGER ddl ENABLE ALWAYS");

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void noRoleReachesBeyondItsDataHoweverPowerfulItWas(int major) {
    try (HostileSource source = HostileSource.start(major)) {
      try (Session session = source.cluster().session("shop")) {
        session.execute("SET search_path = pg_catalog");
        session.execute("CREATE ROLE dba SUPERUSER LOGIN; GRANT pg_execute_server_program TO app");
        session.execute(
            "CREATE FUNCTION public.another_export(oid, text) RETURNS int LANGUAGE internal AS 'be_lo_export'");
        session.execute(
            "CREATE EXTENSION file_fdw SCHEMA evil; CREATE SERVER f FOREIGN DATA WRAPPER file_fdw");
        session.execute(
            "CREATE FOREIGN TABLE evil.passwd (l text) SERVER f OPTIONS (filename '/etc/passwd');"
                + " GRANT SELECT ON evil.passwd TO PUBLIC");
        session.execute("ALTER ROLE app SET session_replication_role = replica");
        session.execute(
            "ALTER ROLE app SET search_path = app, evil; ALTER ROLE app SET app.x = 'kept'");
        // Each of them would end or bend a session that does not outrank it.
        session.execute("ALTER ROLE postgres SET session_preload_libraries = 'no_such_library'");
        session.execute("ALTER DATABASE shop SET local_preload_libraries = 'no_such_library'");
        session.execute("ALTER ROLE postgres SET role = app");
        session.execute("ALTER ROLE ALL SET default_transaction_read_only = on");
        session.execute("ALTER ROLE postgres SET zero_damaged_pages = on");
      }
      ConfinedCopy copy = ConfinedCopy.confine(source.cluster().settings("template1"), major);
      for (String role : List.of("app", "postgres", "dba", "ops")) {
        try (Session session = copy.as(role, "shop", PATIENCE)) {
          assertThat(session.text("SHOW is_superuser")).isEqualTo("off");
          assertThat(done(role, session)).isEmpty();
          assertThatThrownBy(() -> session.query("SELECT * FROM evil.passwd", row -> 0))
              .as(role)
              .hasMessageContaining("no handler");
        }
      }
      settingsAreReducedToWhatValuesAndNamesMean(copy);
      assertThat(source.loot()).isEmpty();
    }
  }

  /// A privilege that an administrator took from the public is no sign of a function's reach.
  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void anyRoleThatMayCallAFunctionThatThePublicMayNotStillCallsIt(int major) {
    try (TemporaryCluster cluster = ConfinableCluster.start(major)) {
      try (Session session = cluster.session()) {
        session.execute("CREATE ROLE carol LOGIN; CREATE SCHEMA carol AUTHORIZATION carol");
        session.execute("CREATE EXTENSION citext; CREATE EXTENSION pgcrypto");
        session.execute(
            "REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;"
                + " GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO carol");
        session.execute("REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA pg_catalog FROM PUBLIC");
        session.execute("CREATE TABLE own (id int PRIMARY KEY, email citext CHECK (email <> 'x'))");
        session.execute("CREATE TABLE carol.users (email citext UNIQUE CHECK (email <> 'x'))");
        session.execute("ALTER TABLE carol.users OWNER TO carol");
        session.execute(
            "INSERT INTO own VALUES (1, 'A@b'); INSERT INTO carol.users VALUES ('A@b')");
      }

      ConfinedCopy copy = ConfinedCopy.confine(cluster.settings(), major);

      try (Session carol = copy.as("carol", "postgres", PATIENCE);
          Session own = copy.as("postgres", "postgres", PATIENCE)) {
        assertThat(carol.number("SELECT count(*) FROM carol.users WHERE email = 'a@B'")).isOne();
        assertThat(carol.text("SELECT length(public.digest('a', 'md5'))")).isEqualTo("16");
        assertThat(own.number("SELECT count(*) FROM public.own WHERE email = 'a@B'")).isOne();
        assertThatThrownBy(() -> own.text("SELECT pg_read_file('PG_VERSION')"))
            .hasMessageContaining("permission denied");
      }
    }
  }

  /// The statements that were not refused for want of a privilege, with what came instead.
  private static List<String> done(String role, Session session) {
    List<String> done = new ArrayList<>();
    for (String sql : REACHING) {
      try {
        session.execute(sql);
        done.add(role + ": " + sql);
      } catch (Fault fault) {
        // An unknown role is as good as one that may not be taken.
        if (!Set.of(DENIED, "22023", "42704").contains(SqlState.of(fault).orElse(""))) {
          done.add(role + ": " + sql + ": " + fault.getMessage());
        }
      }
    }
    return done;
  }

  private static void settingsAreReducedToWhatValuesAndNamesMean(ConfinedCopy copy) {
    try (Session app = copy.as("app", "shop", PATIENCE);
        Session keeper = copy.keeper("shop")) {
      assertThat(app.text("SHOW app.x")).isEqualTo("kept");
      assertThat(app.text("SHOW search_path")).isEqualTo("app, evil");
      assertThat(app.text("SHOW session_replication_role")).isEqualTo("origin");
      assertThat(keeper.text("SHOW search_path")).isEqualTo("pg_catalog, pg_temp");
      assertThat(keeper.text("SHOW session_preload_libraries")).isEmpty();
      assertThat(keeper.text("SHOW zero_damaged_pages")).isEqualTo("off");
      assertThat(keeper.text("SELECT pg_catalog.count(*) FROM pg_catalog.pg_authid WHERE rolsuper"))
          .isEqualTo("1");
    }
  }
}
