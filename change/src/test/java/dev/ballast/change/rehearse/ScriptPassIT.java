package dev.ballast.change.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.rehearse.RehearsedScript.Direction;
import dev.ballast.change.trace.seen.Outcome;
import dev.ballast.evidence.Progress;
import dev.ballast.lab.clone.Clone;
import dev.ballast.lab.clone.RunningClone;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Scripts on one copy of a clone; each test takes back what it did.
@ExtendWith(TestClone.class)
class ScriptPassIT {
  private static RunningClone running;
  private static String owner;

  private ScriptPass pass;

  @BeforeAll
  static void start(Clone clone) {
    running = clone.start(Confinement.PREFERRED, Progress.NONE);
    owner = running.owner("postgres").orElseThrow();
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @BeforeEach
  void open() {
    pass =
        ScriptPass.on(
            running,
            new ScriptPass.Options("postgres", owner, Duration.ofMinutes(1), true, false),
            TestClone.CLOCK);
  }

  @AfterEach
  void close() {
    pass.close();
  }

  private RehearsedScript run(TransactionMode mode, String sql) {
    return pass.run(
        new MigrationScript("V1.sql", ScriptSplitter.split(SourceText.of(sql)), mode),
        Direction.UP);
  }

  private static List<String> indexes() {
    try (Session keeper = running.keeper("postgres")) {
      return keeper.query(
          "SELECT relname FROM pg_class WHERE oid >= 16384 AND relkind = 'i' ORDER BY 1",
          row -> row.text("relname"));
    }
  }

  @Test
  void aStatementThatRefusesABlockRunsByItself() {
    RehearsedScript run =
        run(
            TransactionMode.PER_STATEMENT,
            "CREATE INDEX CONCURRENTLY i1 ON orders (id); DROP INDEX CONCURRENTLY i1;");

    assertThat(run.stopped()).isEmpty();
    RehearsedStatement create = run.statements().getFirst();
    assertThat(create.locks())
        .anySatisfy(
            lock -> {
              assertThat(lock.relation()).isEqualTo("orders");
              assertThat(lock.mode()).isEqualTo(LockMode.SHARE_UPDATE_EXCLUSIVE);
            });
    assertThat(create.locks())
        .noneMatch(
            lock ->
                lock.relation().equals("orders")
                    && lock.mode().conflictsWith(LockMode.ROW_EXCLUSIVE));
    assertThat(create.files())
        .singleElement()
        .satisfies(
            built -> {
              assertThat(built.kind()).isEqualTo(FileChange.Kind.BUILT);
              assertThat(built.relation()).isEqualTo("i1");
              assertThat(built.bytes()).isGreaterThan(TestClone.ROWS * 16L);
            });
    assertThat(run.statements().getLast().files())
        .extracting(FileChange::kind)
        .containsExactly(FileChange.Kind.REMOVED);
    assertThat(run.statements().getLast().locks())
        .noneMatch(lock -> lock.mode().conflictsWith(LockMode.ROW_EXCLUSIVE));
    assertThat(indexes()).isEmpty();
  }

  @Test
  void aLockOfAWrappedScriptIsHeldToItsEndAndCountedToTheStatementThatTookIt() {
    RehearsedScript run =
        run(
            TransactionMode.WRAPPED,
            "ALTER TABLE orders ADD COLUMN a int; SELECT pg_sleep(0.2);"
                + " ALTER TABLE orders DROP COLUMN a;");

    assertThat(run.stopped()).isEmpty();
    LockHold first = run.statements().getFirst().locks().getFirst();
    assertThat(first.mode()).isEqualTo(LockMode.ACCESS_EXCLUSIVE);
    assertThat(first.held()).isGreaterThan(Duration.ofMillis(200));
    assertThat(run.statements().getLast().locks())
        .noneMatch(lock -> lock.mode() == LockMode.ACCESS_EXCLUSIVE);
  }

  @Test
  void aBlockOfTheScriptIsKeptOpen() {
    RehearsedScript run =
        run(
            TransactionMode.PER_STATEMENT,
            "BEGIN; LOCK TABLE orders IN SHARE MODE; SELECT pg_sleep(0.1); COMMIT;"
                + " SELECT pg_sleep(1);");

    assertThat(run.stopped()).isEmpty();
    assertThat(run.statements().get(1).locks())
        .singleElement()
        .satisfies(
            lock -> {
              assertThat(lock.mode()).isEqualTo(LockMode.SHARE);
              // Not until the end of the script: its last statement ran without it.
              assertThat(lock.held())
                  .isBetween(
                      Duration.ofMillis(100), run.took().minus(run.statements().getLast().took()));
            });
  }

  @Test
  void aStatementThatFailsEndsTheScriptAndLeavesNoTransaction() {
    List<String> committed = new ArrayList<>();
    pass.afterEach(committed::add);
    RehearsedScript run =
        run(
            TransactionMode.PER_STATEMENT,
            "CREATE TABLE left_behind (id int); SELECT 1/0; SELECT 2;");

    assertThat(run.stopped()).contains("statement 2 failed: division by zero");
    assertThat(run.statements())
        .extracting(statement -> statement.outcome().getClass().getSimpleName())
        .containsExactly("Done", "Failed", "NotRun");
    assertThat(committed).containsExactly("statement 1 of V1.sql");
    assertThat(run(TransactionMode.PER_STATEMENT, "DROP TABLE left_behind").stopped()).isEmpty();
  }

  @Test
  void aWrappedScriptThatFailsIsTakenBackAsAWhole() {
    RehearsedScript run =
        run(TransactionMode.WRAPPED, "CREATE INDEX i2 ON orders (id); SELECT 1/0;");

    assertThat(run.stopped()).contains("statement 2 failed: division by zero");
    assertThat(indexes()).isEmpty();
  }

  @Test
  void aCommitThatFailsIsAFailure() {
    RehearsedScript run =
        run(
            TransactionMode.WRAPPED,
            "CREATE TABLE twice (id int UNIQUE DEFERRABLE INITIALLY DEFERRED);"
                + " INSERT INTO twice VALUES (1), (1);");

    assertThat(run.stopped().orElseThrow()).startsWith("the COMMIT failed: duplicate key");
    assertThat(indexes()).isEmpty();
  }

  @Test
  void aTransactionThatIsLeftOpenIsAFailure() {
    RehearsedScript run = run(TransactionMode.PER_STATEMENT, "BEGIN; SELECT 1;");

    assertThat(run.stopped())
        .contains("the script ends in a transaction that it began and did not end");
    assertThat(run.statements()).allMatch(statement -> statement.outcome().isDone());
  }

  @Test
  void rowsOfACopyAreSent() {
    RehearsedScript run =
        run(
            TransactionMode.PER_STATEMENT,
            """
            CREATE TABLE copied (id int);
            COPY copied FROM STDIN;
            1
            2
            \\.
            DO $$ BEGIN ASSERT (SELECT count(*) FROM copied) = 2; END $$;
            DROP TABLE copied;
            """);

    assertThat(run.stopped()).isEmpty();
    assertThat(run.statements()).hasSize(4);
  }

  @Test
  void aStatementThatEndsItsOwnSessionIsAFailure() {
    RehearsedScript run =
        run(
            TransactionMode.PER_STATEMENT,
            "CREATE INDEX i3 ON orders (id); DROP INDEX i3;"
                + " SELECT pg_terminate_backend(pg_backend_pid()); SELECT 1;");

    assertThat(run.stopped().orElseThrow()).startsWith("statement 3 failed: ");
    assertThat(run.statements())
        .extracting(statement -> statement.outcome().getClass().getSimpleName())
        .containsExactly("Done", "Done", "Failed", "NotRun");
  }

  @Test
  void aPasswordOfAStatementIsNotShown() {
    RehearsedScript run =
        run(
            TransactionMode.PER_STATEMENT,
            "ALTER ROLE app PASSWORD 'hush'; DO $$ BEGIN EXECUTE 'x'; -- PASSWORD 'hush'\n"
                + "ALTER ROLE app PASSWORD 'hush'; END $$;");

    assertThat(run.statements())
        .extracting(RehearsedStatement::text)
        .allMatch(text -> text.contains("PASSWORD '***'"))
        .noneMatch(text -> text.contains("ALTER ROLE app PASSWORD 'hush'"));
    assertThat(run.stopped().orElseThrow()).contains("none changes those that there were");
  }

  @Test
  void whatNeedsASuperuserIsRehearsedWhereNoPowerIsLentForIt() {
    RehearsedScript run =
        run(
            TransactionMode.WRAPPED,
            """
            CREATE ROLE newcomer LOGIN;
            GRANT SELECT ON orders TO newcomer;
            REVOKE SELECT ON orders FROM newcomer;
            DROP ROLE newcomer;
            """);

    assertThat(run.stopped()).isEmpty();
    assertThat(stoppedBy("CREATE EXTENSION citext"))
        .contains("statement 1 failed: ", "the script of extension citext runs as a superuser");
    assertThat(stoppedBy("ALTER SYSTEM SET work_mem = '1GB'"))
        .contains("a clone's server is configured by Ballast");
    assertThat(
            stoppedBy(
                "CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';"
                    + " CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f()"))
        .contains("statement 2 failed: ", "would run in sessions of superusers");
  }

  private String stoppedBy(String sql) {
    return run(TransactionMode.PER_STATEMENT, sql).stopped().orElseThrow();
  }

  @Test
  void aFailureSaysWhatTheServerSaid() {
    RehearsedScript run = run(TransactionMode.PER_STATEMENT, "SELECT * FROM nowhere");

    assertThat(run.statements().getFirst().outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class, failed -> assertThat(failed.sqlState()).isEqualTo("42P01"));
  }
}
