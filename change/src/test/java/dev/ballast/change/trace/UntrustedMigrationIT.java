package dev.ballast.change.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.faults.Listener;
import dev.ballast.change.trace.scratch.ScratchLogin;
import dev.ballast.change.trace.seen.Outcome;
import dev.ballast.change.trace.seen.ScriptTrace;
import dev.ballast.evidence.Clock;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.Confinement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the author of a migration tries. Without a sandbox, so that it is the server that refuses;
/// what a sandbox adds is tried at the end.
class UntrustedMigrationIT {
  /// Runs a program where it may, by a statement that is put together only then, and keeps still
  /// where it may not.
  private static final String EVIL =
      """
      CREATE FUNCTION evil() RETURNS int LANGUAGE plpgsql IMMUTABLE AS $evil$
      BEGIN
        EXECUTE replace('COPY (SELECT 1) TO PROGXAM ''touch MARKER''', 'X', 'R');
        RETURN 1;
      EXCEPTION WHEN OTHERS THEN RETURN 1;
      END $evil$;
      CREATE TABLE t (id int, note text);
      """;

  private static final String EVENT_TRIGGER =
      """
      CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM evil(); END $$;
      """;

  @TempDir(cleanup = CleanupMode.ALWAYS)
  private Path folder;

  private static List<String> attacks(int major) {
    List<String> attacks = new ArrayList<>(withCodeOfTheDatabase());
    attacks.addAll(withPowersOfRoles());
    attacks.addAll(withWhatIsRunAsASuperuser());
    attacks.addAll(withFilesAndLibraries());
    if (major >= 17) {
      attacks.add(EVENT_TRIGGER + "CREATE EVENT TRIGGER e ON login EXECUTE FUNCTION watch()");
    }
    if (major >= 16) {
      attacks.add(
          "GRANT pg_create_subscription TO postgres;"
              + " DO $$ BEGIN EXECUTE replace('CREATE SUBXCRIPTION s CONNECTION"
              + " ''host=127.0.0.1 port=PORT password=x'' PUBLICATION p', 'X', 'S'); END $$");
    }
    return attacks;
  }

  private static List<String> withCodeOfTheDatabase() {
    return List.of(
        "SELECT evil()",
        "DO $$ BEGIN PERFORM evil(); END $$",
        "ALTER TABLE t ADD CHECK (evil() = 1)",
        "ALTER TABLE t ADD COLUMN d int DEFAULT evil() NOT NULL",
        "ALTER TABLE t ADD COLUMN g int GENERATED ALWAYS AS (evil()) STORED",
        "CREATE INDEX ON t ((evil() + id))",
        "CREATE STATISTICS s ON (evil() + id), note FROM t",
        "CREATE DOMAIN d AS int CHECK (evil() = 1); ALTER TABLE t ADD COLUMN x d NOT NULL",
        "CREATE POLICY p ON t USING (evil() = 1); ALTER TABLE t ENABLE ROW LEVEL SECURITY;"
            + " ALTER TABLE t FORCE ROW LEVEL SECURITY",
        "CREATE VIEW v AS SELECT evil() AS e; SELECT * FROM v; LOCK TABLE v",
        "CREATE MATERIALIZED VIEW m AS SELECT evil() AS e; REFRESH MATERIALIZED VIEW m",
        "CREATE RULE r AS ON INSERT TO t DO ALSO SELECT evil()",
        "CREATE FUNCTION fire() RETURNS trigger LANGUAGE plpgsql AS"
            + " $$ BEGIN PERFORM evil(); RETURN NEW; END $$;"
            + " CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION fire();"
            + " ALTER TABLE t ENABLE ALWAYS TRIGGER g; INSERT INTO t VALUES (1)",
        "CREATE FUNCTION equals(name, unknown) RETURNS bool LANGUAGE sql AS 'SELECT evil() = 1';"
            + " CREATE SCHEMA s; CREATE FUNCTION s.same(oid, oid) RETURNS bool LANGUAGE plpgsql"
            + " AS $$ BEGIN RETURN evil() = 1; END $$;"
            + " CREATE OPERATOR s.= (LEFTARG = oid, RIGHTARG = oid, FUNCTION = s.same);"
            + " ALTER ROLE ALL SET search_path = s, pg_catalog",
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = public, pg_catalog',"
            + " current_database()); END $$; CREATE FUNCTION count(bigint) RETURNS bigint"
            + " LANGUAGE sql AS 'SELECT evil()::bigint'");
  }

  private static List<String> withPowersOfRoles() {
    String program = "; SELECT evil()";
    return List.of(
        "ALTER ROLE postgres SUPERUSER" + program,
        "CREATE ROLE boss SUPERUSER; SET ROLE boss" + program,
        "DO $$ BEGIN CREATE ROLE boss SUPERUSER; SET ROLE boss; PERFORM evil(); END $$",
        "GRANT pg_execute_server_program TO CURRENT_USER" + program,
        "DO $$ BEGIN EXECUTE 'GRANT pg_execute_server_pro' || 'gram TO ' || session_user;"
            + " PERFORM evil(); END $$",
        "CREATE ROLE clerk IN ROLE pg_execute_server_program; SET ROLE clerk" + program,
        "GRANT ballast_scratch_root TO postgres; SET ROLE ballast_scratch_root" + program,
        "CREATE ROLE clerk BYPASSRLS IN ROLE ballast_scratch_root; SET ROLE clerk;"
            + " SET ROLE ballast_scratch_root"
            + program,
        "CREATE ROLE clerk BYPASSRLS; ALTER ROLE clerk NOSUPERUSER; GRANT clerk TO postgres"
            + program,
        "SET SESSION AUTHORIZATION ballast_scratch_root" + program,
        "SET SESSION AUTHORIZATION DEFAULT; RESET ROLE; RESET SESSION AUTHORIZATION" + program,
        "ALTER ROLE ballast_prober SUPERUSER PASSWORD 'x'",
        "ALTER ROLE ballast_observer SET session_preload_libraries = 'MARKER'",
        "ALTER FUNCTION evil() OWNER TO ballast_scratch_root;"
            + " ALTER FUNCTION evil() SECURITY DEFINER"
            + program,
        "ALTER FUNCTION pg_catalog.pg_read_file(text) OWNER TO CURRENT_USER;"
            + " GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_file(text) TO CURRENT_USER",
        "ALTER SCHEMA pg_catalog OWNER TO CURRENT_USER",
        "UPDATE pg_catalog.pg_authid SET rolsuper = true" + program,
        "UPDATE pg_catalog.pg_proc SET proowner = 10, prosecdef = true WHERE proname = 'evil'"
            + program,
        "DO $$ BEGIN EXECUTE 'SET allow_system_table_mods = on'; UPDATE pg_catalog.pg_authid"
            + " SET rolsuper = true; END $$",
        "CREATE ROLE shipper REPLICATION; SET ROLE shipper;"
            + " SELECT pg_create_logical_replication_slot('s', 'MARKER.so')");
  }

  /// Code that waits for the moment in which the session may do what a superuser may.
  private static List<String> withWhatIsRunAsASuperuser() {
    String lent = "CREATE EXTENSION earthdistance CASCADE; ";
    return List.of(
        lent + "SELECT evil()",
        lent + "DO $$ BEGIN PERFORM evil(); END $$",
        "BEGIN; " + lent + "SAVEPOINT s; SELECT evil(); ROLLBACK TO s; SELECT evil(); COMMIT",
        "BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT 1; " + lent + "SELECT evil(); COMMIT",
        EVENT_TRIGGER
            + "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION watch(); "
            + lent
            + "COMMENT ON EXTENSION plpgsql IS 'x'; CREATE PUBLICATION p FOR ALL TABLES;"
            + " CREATE ACCESS METHOD h TYPE TABLE HANDLER heap_tableam_handler",
        EVENT_TRIGGER
            + "CREATE EVENT TRIGGER e ON ddl_command_start EXECUTE FUNCTION watch();"
            + " ALTER EVENT TRIGGER e ENABLE ALWAYS; "
            + lent,
        EVENT_TRIGGER
            + "CREATE EVENT TRIGGER e ON sql_drop EXECUTE FUNCTION watch(); "
            + "COMMENT ON EXTENSION plpgsql IS NULL; DROP TABLE t",
        "BEGIN; DECLARE c CURSOR WITH HOLD FOR SELECT evil(); " + lent + "COMMIT",
        "BEGIN; CREATE FUNCTION late() RETURNS trigger LANGUAGE plpgsql AS"
            + " $$ BEGIN PERFORM evil(); RETURN NULL; END $$;"
            + " CREATE CONSTRAINT TRIGGER late AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED"
            + " FOR EACH ROW EXECUTE FUNCTION late(); INSERT INTO t VALUES (1); "
            + lent
            + "COMMIT",
        "SET standard_conforming_strings = off; COMMENT ON EXTENSION plpgsql IS"
            + " 'x\\''; COPY (SELECT 1) TO PROGRAM $p$touch MARKER$p$; --'",
        "SET standard_conforming_strings = off; CREATE EXTENSION earthdistance VERSION"
            + " '1.1\\''; SELECT evil(); --' CASCADE",
        "CREATE SCHEMA s; CREATE FUNCTION s.cube_is_point(cube) RETURNS bool LANGUAGE sql AS"
            + " 'SELECT evil() = 1'; CREATE EXTENSION earthdistance SCHEMA s CASCADE",
        "CREATE TYPE r; CREATE FUNCTION canon(r) RETURNS r LANGUAGE plpgsql IMMUTABLE AS"
            + " $$ BEGIN PERFORM evil(); RETURN $1; END $$;"
            + " CREATE TYPE r AS RANGE (SUBTYPE = int4, CANONICAL = canon)",
        "CREATE TYPE r AS RANGE (SUBTYPE = int4); ALTER FUNCTION r(int4, int4) SECURITY DEFINER;"
            + " CREATE AGGREGATE agg(int4) (SFUNC = int4pl, STYPE = int4); "
            + lent
            + "ALTER FUNCTION r(int4, int4) STABLE; ALTER AGGREGATE agg(int4) RENAME TO other;"
            + " SELECT r(1, 2), evil()",
        lent
            + "ALTER FUNCTION geo_distance(point, point) CALLED ON NULL INPUT;"
            + " SELECT geo_distance(NULL, NULL)",
        lent
            + "CREATE OR REPLACE FUNCTION sec_to_gc(float8) RETURNS float8 LANGUAGE internal"
            + " AS 'pg_read_file_v2'",
        "CREATE FUNCTION valid(text[], oid) RETURNS void LANGUAGE plpgsql AS"
            + " $$ BEGIN PERFORM evil(); END $$;"
            + " CREATE FOREIGN DATA WRAPPER w VALIDATOR valid OPTIONS (a 'b')",
        "CREATE PUBLICATION p FOR TABLE t WHERE (evil() = 1)",
        "CREATE OPERATOR CLASS c FOR TYPE int4 USING btree AS STORAGE int4",
        "BEGIN; ALTER ROLE postgres CONNECTION LIMIT 5; " + lent + "COMMIT",
        "CREATE ROLE \"" + "x".repeat(63) + "\" BYPASSRLS; SELECT evil()");
  }

  private static List<String> withFilesAndLibraries() {
    return List.of(
        "COPY t (note) FROM '/etc/passwd'",
        "DO $$ BEGIN EXECUTE replace('COPY t (note) FXOM ''/etc/passwd''', 'X', 'R'); END $$",
        "COPY (SELECT 1) TO PROGRAM 'touch MARKER'",
        "DO $$ BEGIN EXECUTE replace('COPY (SELECT 1) XO ''MARKER''', 'X', 'T'); END $$",
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT pg_catalog.pg_read_binary_file('/etc/passwd'); SELECT pg_ls_dir('/')",
        "SELECT lo_import('/etc/passwd')",
        "SELECT lo_export(lo_create(0), 'MARKER')",
        "ALTER SYSTEM SET archive_command = 'touch MARKER'",
        "ALTER SYSTEM SET session_preload_libraries = 'MARKER'",
        "SET session_preload_libraries = 'MARKER'",
        "ALTER DATABASE postgres SET session_preload_libraries = 'MARKER'",
        "ALTER ROLE postgres SET dynamic_library_path = '/tmp'",
        "LOAD 'MARKER.so'",
        "LOAD '$libdir/auto_explain'; SELECT pg_reload_conf()",
        "CREATE FUNCTION sys(cstring) RETURNS int AS '/lib/x86_64-linux-gnu/libc.so.6', 'system'"
            + " LANGUAGE C",
        "DO $$ BEGIN EXECUTE 'CREATE FUNCTION sys(text) RETURNS int AS ''MARKER.so'', ''system'''"
            + " || ' LANGUAGE ' || chr(99); END $$",
        "DO $$ BEGIN EXECUTE 'CREATE FUNCTION rf(text) RETURNS text AS ''pg_read_file_all'''"
            + " || ' LANGUAGE inter' || lower('NAL'); END $$; SELECT rf('/etc/passwd')",
        "CREATE EXTENSION plperlu",
        "CREATE EXTENSION plpython3u; DO LANGUAGE plpython3u 'import os'",
        "CREATE LANGUAGE plpython3u",
        "CREATE EXTENSION file_fdw",
        "CREATE EXTENSION adminpack",
        "CREATE EXTENSION U&\"d\\0062link\"",
        "CREATE EXTENSION dblink; SELECT dblink_connect('host=127.0.0.1 port=PORT user=x"
            + " password=x dbname=x connect_timeout=2')",
        "CREATE EXTENSION postgres_fdw; CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw"
            + " OPTIONS (host '127.0.0.1', port 'PORT')",
        "CREATE TABLESPACE x LOCATION 'FOLDER'",
        "CREATE /* a /* b */ c */ SUBSCRIPTION s CONNECTION 'host=127.0.0.1 port=PORT password=x'"
            + " PUBLICATION p",
        "DO $$ BEGIN EXECUTE replace('CREATE SUBXCRIPTION s CONNECTION"
            + " ''host=127.0.0.1 port=PORT password=x'' PUBLICATION p', 'X', 'S'); END $$",
        "IMPORT FOREIGN SCHEMA x FROM SERVER y INTO public");
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 18})
  void noMigrationReachesTheMachineOrBecomesASuperuser(int major) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path marker = folder.resolve("marker");
    TraceOptions options =
        TraceOptions.DEFAULT.withConfinement(Confinement.NONE).withProbes(false).withRows(false);
    try (Trace trace = Trace.on(major, options, Clock.system());
        Listener listener = Listener.open()) {
      Session root = trace.server().root();
      // The attacks would succeed if one of them ran as a superuser.
      root.execute("COPY (SELECT 1) TO PROGRAM 'cat > " + marker + "'");
      assertThat(marker).exists();
      Files.delete(marker);
      for (String attack : attacks(major)) {
        String sql =
            (EVIL + attack)
                .replace("MARKER", marker.toString())
                .replace("FOLDER", folder.toString())
                .replace("PORT", Integer.toString(listener.port()));
        trace.reset();

        String said = attack + "\n" + trace.run(Scripts.perStatement(sql));

        assertThat(marker).as(said).doesNotExist();
        assertThat(said).doesNotContain("root:x:0");
        assertThat(listener.wasReached()).as(said).isFalse();
        assertThat(superusers(root)).as(said).containsExactly(ScratchLogin.ROOT);
        assertThat(root.number("SELECT count(*) FROM pg_catalog.pg_auth_members WHERE roleid = 10"))
            .as(said)
            .isZero();
      }
    }
  }

  /// Rows are made up, attempts are planned and checked, and locks are read, by the trace itself.
  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void theTracesOwnSessionsRunCodeOfTheDatabaseAsNobodyInParticular(int major) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path marker = folder.resolve("marker");
    try (Trace trace =
        Trace.on(major, TraceOptions.DEFAULT.withConfinement(Confinement.NONE), Clock.system())) {
      for (String code : withCodeOfTheDatabase()) {
        trace.reset();
        trace.load((EVIL + code).replace("MARKER", marker.toString()));

        ScriptTrace seen =
            trace.run(
                Scripts.perStatement(
                    "ALTER TABLE t ADD COLUMN later int; INSERT INTO t (id) VALUES (2); ANALYZE t"));

        assertThat(marker).as(code + "\n" + seen).doesNotExist();
      }
    }
  }

  private static List<String> superusers(Session root) {
    return root.query(
        "SELECT rolname FROM pg_catalog.pg_roles WHERE rolsuper OR rolreplication",
        row -> row.text("rolname"));
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 18})
  void honestMigrationsAreTracedAsByASuperuser(int major) {
    try (Trace trace =
        Trace.on(major, TraceOptions.DEFAULT.withConfinement(Confinement.NONE), Clock.system())) {
      ScriptTrace seen =
          trace.run(
              Scripts.perStatement(
                  """
                  CREATE EXTENSION IF NOT EXISTS plpgsql WITH SCHEMA pg_catalog;
                  COMMENT ON EXTENSION plpgsql IS 'PL/pgSQL procedural language';
                  CREATE EXTENSION citext;
                  COMMENT ON EXTENSION citext IS 'text without case';
                  CREATE EXTENSION IF NOT EXISTS earthdistance CASCADE;
                  CREATE EXTENSION pg_stat_statements;
                  ALTER EXTENSION pg_stat_statements UPDATE;
                  DO $$ BEGIN CREATE ROLE app LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
                  CREATE ROLE reader BYPASSRLS;
                  ALTER ROLE reader NOBYPASSRLS NOSUPERUSER;
                  CREATE TABLE public.orders (id int PRIMARY KEY, who citext);
                  ALTER TABLE public.orders DISABLE TRIGGER ALL;
                  ALTER TABLE public.orders OWNER TO postgres;
                  ALTER TABLE public.orders OWNER TO app;
                  CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1';
                  ALTER FUNCTION public.f() OWNER TO app;
                  CREATE SCHEMA shop AUTHORIZATION app;
                  ALTER DEFAULT PRIVILEGES FOR ROLE app IN SCHEMA public GRANT SELECT ON TABLES TO reader;
                  GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader, postgres;
                  REVOKE ALL ON SCHEMA public FROM PUBLIC;
                  GRANT pg_monitor, pg_execute_server_program TO reader;
                  GRANT app TO reader;
                  SET session_replication_role = replica;
                  INSERT INTO orders VALUES (1, 'a');
                  RESET session_replication_role;
                  CREATE PUBLICATION everything FOR ALL TABLES;
                  CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
                  CREATE EVENT TRIGGER one ON ddl_command_end EXECUTE FUNCTION watch();
                  CREATE EVENT TRIGGER two ON sql_drop EXECUTE FUNCTION watch();
                  ALTER EVENT TRIGGER two DISABLE;
                  DROP EVENT TRIGGER one;
                  CHECKPOINT;
                  ALTER SYSTEM SET work_mem = '8MB';
                  SET ROLE app;
                  ALTER TABLE orders ADD COLUMN note text;
                  RESET ROLE;
                  REASSIGN OWNED BY app TO CURRENT_USER;
                  DROP OWNED BY app;
                  """));

      assertThat(seen.statements())
          .filteredOn(statement -> !statement.outcome().isDone())
          .as(seen.notes().toString())
          .isEmpty();
      assertThat(seen.statements())
          .flatExtracting(statement -> statement.asSuperuser().stream().toList())
          .contains(
              "COMMENT ON EXTENSION",
              "CREATE EXTENSION earthdistance",
              "CREATE EVENT TRIGGER one",
              "CREATE PUBLICATION everything")
          .doesNotContain("CREATE EXTENSION citext");
      trace.reset();
    }
  }

  @Test
  void anEventTriggerKeepsWhatItFiresForFromBeingRunAsASuperuserAndTheTraceSaysSo() {
    try (Trace trace =
        Trace.on(18, TraceOptions.DEFAULT.withConfinement(Confinement.NONE), Clock.system())) {
      ScriptTrace seen =
          trace.run(
              Scripts.perStatement(
                  """
                  CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
                  CREATE EVENT TRIGGER one ON ddl_command_end EXECUTE FUNCTION watch();
                  CREATE EXTENSION pg_stat_statements;
                  """));

      assertThat(seen.isComplete()).isFalse();
      assertThat(seen.notes())
          .anyMatch(note -> note.contains("the function of an event trigger would run"));
    }
  }

  @Test
  void inAWholeSandboxThisMachinesLoopbackIsNotThere() throws IOException {
    try (Trace trace = Trace.on(18, TraceOptions.DEFAULT, Clock.system());
        Listener listener = Listener.open()) {
      Assumptions.assumeTrue(trace.isolation().isComplete(), trace.isolation().display());
      ScriptTrace seen =
          trace.run(
              Scripts.perStatement(
                  "CREATE EXTENSION dblink; SELECT dblink_connect('host=127.0.0.1 port="
                      + listener.port()
                      + " user=x password=x dbname=x connect_timeout=2')"));

      assertThat(seen.statements().getFirst().asSuperuser()).hasValue("CREATE EXTENSION dblink");
      assertThat(seen.statements().get(1).outcome()).isInstanceOf(Outcome.Failed.class);
      assertThat(listener.wasReached()).isFalse();
    }
  }
}
