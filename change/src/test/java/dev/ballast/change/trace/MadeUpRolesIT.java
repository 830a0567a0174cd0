package dev.ballast.change.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.trace.seen.Outcome;
import dev.ballast.change.trace.seen.ScriptTrace;
import dev.ballast.change.trace.seen.StatementTrace;
import dev.ballast.evidence.Clock;
import dev.ballast.lab.schema.SchemaDump;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
final class MadeUpRolesIT {
  private static Trace trace;

  @Parameter int major;

  @BeforeParameterizedClassInvocation
  static void start(int major) {
    trace = Trace.on(major, TraceOptions.DEFAULT.withProbes(false), Clock.system());
    trace.load("CREATE TABLE t (id int); CREATE SCHEMA s; CREATE SEQUENCE drawn");
    trace.mark();
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    trace.close();
  }

  @BeforeEach
  void reset() {
    trace.reset();
  }

  @Test
  void everyWayToNameARoleMakesIt() {
    ScriptTrace seen =
        trace.run(
            Scripts.wrapped(
                """
                GRANT SELECT ON t TO reader;
                ALTER TABLE t OWNER TO owner;
                ALTER TABLE t ENABLE ROW LEVEL SECURITY;
                CREATE POLICY p ON t TO tenant USING (true);
                ALTER DEFAULT PRIVILEGES FOR ROLE deployer IN SCHEMA s GRANT SELECT ON TABLES TO auditor;
                GRANT "group" TO "Member";
                DO $$ BEGIN EXECUTE 'GRANT USAGE ON SCHEMA s TO dynamic'; END $$;
                SET ROLE app;
                SELECT count(*) FROM pg_roles WHERE rolname = 'app' AND rolcanlogin;
                """));

    assertThat(seen.isComplete()).as(seen.toString()).isTrue();
    assertThat(trace.madeUpRoles())
        .containsExactlyInAnyOrder(
            "reader",
            "owner",
            "tenant",
            "deployer",
            "auditor",
            "group",
            "Member",
            "dynamic",
            "app");
    assertThat(seen.statements()).extracting(StatementTrace::number).doesNotHaveDuplicates();
  }

  @Test
  void outsideOfATransactionNothingIsRunTwice() {
    ScriptTrace seen =
        trace.run(
            Scripts.perStatement(
                "CREATE TABLE once (); SET ROLE app; RESET ROLE; GRANT SELECT ON once TO reader"));

    assertThat(seen.isComplete()).as(seen.toString()).isTrue();
    assertThat(trace.madeUpRoles()).containsExactly("app", "reader");
  }

  @Test
  void aRoleThatTheScriptDroppedOrRenamedIsMissing() {
    assertThat(endOf("CREATE ROLE own; DROP ROLE own; GRANT SELECT ON t TO own"))
        .isEqualTo("42704");
    assertThat(endOf("CREATE ROLE former; ALTER ROLE former RENAME TO own2; SET ROLE former"))
        .isEqualTo("22023");
    assertThat(trace.madeUpRoles()).isEmpty();
  }

  @Test
  void whatOnlyLooksLikeAMissingRoleEndsTheScript() {
    assertThat(endOf(raising("pg_reserved"))).isEqualTo("42704");
    assertThat(endOf(raising("public"))).isEqualTo("42704");
    assertThat(endOf(raising("x".repeat(64)))).isEqualTo("42704");
    assertThat(trace.madeUpRoles()).isEmpty();

    assertThat(
            endOf(
                """
                DO $$ BEGIN
                  RAISE EXCEPTION 'role "r%" does not exist', (SELECT max(oid) FROM pg_roles)
                    USING ERRCODE = '42704';
                END $$
                """))
        .isEqualTo("42704");
    assertThat(trace.madeUpRoles()).hasSize(MadeUpRoles.MOST);
  }

  @Test
  void aSchemaMakesThemToo() {
    LoadReport report =
        trace.load("BEGIN; CREATE TABLE u (); GRANT SELECT ON u TO reader; COMMIT; SET ROLE app");

    assertThat(report.problems()).isEmpty();
    assertThat(trace.madeUpRoles()).containsExactly("reader", "app");
    assertThat(endOf("DROP TABLE u")).isEmpty();
  }

  @Test
  void whereTheTargetsRolesAreKnownAMissingOneIsMissing() {
    trace.load(
        new SchemaDump(
            trace.version(),
            List.of("known"),
            Optional.of("UTC"),
            ScriptSplitter.split(SourceText.of("GRANT SELECT ON t TO known")),
            List.of()));

    ScriptTrace seen = trace.run(Scripts.wrapped("GRANT SELECT ON t TO unknown"));

    assertThat(seen.isComplete()).isFalse();
    assertThat(seen.notes())
        .containsExactly("statement 1: the target has no role unknown: create it there first");
    assertThat(trace.madeUpRoles()).isEmpty();
  }

  @Test
  void whatElseIsMissingIsToldWithItsRemedy() {
    assertThat(trace.load("CREATE EXTENSION no_such").problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("--schema"));
    assertThat(trace.run(Scripts.wrapped("SELECT current_setting('app.tenant')")).notes())
        .singleElement()
        .asString()
        .contains("current_setting('app.tenant', true)");
  }

  @Test
  void aScriptGoesOnWithoutAnExtensionThatThisMachineLacks() {
    String sql =
        """
        CREATE TABLE before (id serial);
        INSERT INTO before VALUES (DEFAULT);
        CREATE EXTENSION IF NOT EXISTS no_such;
        DO $$ BEGIN ASSERT (SELECT max(id) FROM before) = 1; END $$;
        """;
    for (boolean wrapped : List.of(false, true)) {
      trace.reset();
      ScriptTrace seen = trace.run(wrapped ? Scripts.wrapped(sql) : Scripts.perStatement(sql));

      assertThat(seen.isComplete()).isFalse();
      assertThat(seen.reachesItsEnd()).isTrue();
      assertThat(seen.statements())
          .extracting(each -> each.outcome().isDone())
          .containsExactly(true, true, false, true);
      assertThat(seen.statements().get(2).outcome())
          .isInstanceOfSatisfying(
              Outcome.LeftOut.class,
              left ->
                  assertThat(left.reason())
                      .contains("install the package with the extension no_such for PostgreSQL"));
    }

    assertThat(
            trace
                .run(
                    Scripts.wrapped(
                        "ALTER TABLE t ADD CHECK (id > 9); INSERT INTO before VALUES (7)"))
                .isComplete())
        .as("what was committed is there without made-up rows, too")
        .isTrue();

    ScriptTrace failing =
        trace.run(Scripts.wrapped("CREATE EXTENSION no_such; CREATE TABLE g (at geometry)"));

    assertThat(failing.reachesItsEnd()).isFalse();
    assertThat(failing.notes())
        .containsExactly(
            "statement 2 may fail for want of an extension that was left out",
            "statement 2: the extension postgis makes it, and nothing created that before: put"
                + " CREATE EXTENSION \"postgis\" into a script for --schema");
  }

  @Test
  void whatWasDrawnIsGivenBackAlsoBehindACommandOfPsql() {
    ScriptTrace seen =
        trace.run(
            Scripts.wrapped(
                """
                \\i other.sql
                CREATE TABLE IF NOT EXISTS t (id int);
                SELECT nextval('drawn');
                GRANT SELECT ON t TO later;
                DO $$ BEGIN ASSERT nextval('drawn') = 2; END $$;
                """));

    assertThat(seen.reachesItsEnd()).isFalse();
    assertThat(seen.statements())
        .extracting(each -> each.outcome().isDone())
        .containsExactly(false, true, true, true, true);
  }

  @Test
  void aTransactionThatFailsAtItsCommitIsNotComplete() {
    trace.load(
        """
        CREATE TABLE k (id int PRIMARY KEY);
        CREATE TABLE f (id int REFERENCES k DEFERRABLE INITIALLY DEFERRED);
        """);

    ScriptTrace seen = trace.run(Scripts.wrapped("INSERT INTO f VALUES (-1)"));

    assertThat(seen.isComplete()).isFalse();
    assertThat(seen.notes())
        .last()
        .asString()
        .startsWith("the transaction was rolled back at its COMMIT: ")
        .endsWith("(SQLSTATE 23503)");
  }

  private static String raising(String role) {
    return "DO $$ BEGIN RAISE EXCEPTION 'role \"%s\" does not exist' USING ERRCODE = '42704'; END $$"
        .formatted(role);
  }

  /// The SQLSTATE that the script ended with, if it did.
  private static String endOf(String sql) {
    return trace.run(Scripts.wrapped(sql)).statements().stream()
        .map(StatementTrace::outcome)
        .filter(Outcome.Failed.class::isInstance)
        .map(Outcome.Failed.class::cast)
        .map(Outcome.Failed::sqlState)
        .findFirst()
        .orElse("");
  }
}
