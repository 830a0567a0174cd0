package dev.ballast.change.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ballast.change.ChangeError;
import dev.ballast.change.trace.seen.ObservedLock;
import dev.ballast.change.trace.seen.ObservedRelation;
import dev.ballast.change.trace.seen.OtherLock;
import dev.ballast.change.trace.seen.Outcome.Done;
import dev.ballast.change.trace.seen.Outcome.Failed;
import dev.ballast.change.trace.seen.Outcome.NotRun;
import dev.ballast.change.trace.seen.Rewrite;
import dev.ballast.change.trace.seen.ScriptTrace;
import dev.ballast.change.trace.seen.StatementTrace;
import dev.ballast.change.trace.seen.TransactionTrace;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.sql.LockMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ScriptRunIT {
  private static Trace trace;

  @BeforeAll
  static void start() {
    trace =
        Trace.on(
            18,
            TraceOptions.DEFAULT.withProbes(false).withStatementLimit(Duration.ofSeconds(2)),
            Clock.system());
    trace.load(
        """
        CREATE TABLE parent (id int PRIMARY KEY);
        CREATE TABLE child (id int PRIMARY KEY, parent_id int);
        CREATE TABLE log (line text);
        CREATE PROCEDURE commits() LANGUAGE plpgsql AS
          $$ BEGIN ALTER TABLE child ADD COLUMN x int; COMMIT; END $$;
        CREATE FUNCTION late() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN INSERT INTO log VALUES ('late'); RETURN NULL; END $$;
        CREATE CONSTRAINT TRIGGER late AFTER INSERT ON parent DEFERRABLE INITIALLY DEFERRED
          FOR EACH ROW EXECUTE FUNCTION late();
        """);
    trace.mark();
  }

  @AfterAll
  static void stop() {
    trace.close();
  }

  @BeforeEach
  void reset() {
    trace.reset();
  }

  @Test
  void oneTransactionHoldsEachLockToItsEnd() {
    ScriptTrace seen =
        trace.run(
            Scripts.wrapped(
                "ALTER TABLE child ADD COLUMN a int; SELECT count(*) FROM parent; SELECT 1"));

    assertThat(seen.isComplete()).isTrue();
    TransactionTrace transaction = seen.transactions().getFirst();
    assertThat(transaction.first()).isEqualTo(1);
    assertThat(transaction.last()).isEqualTo(3);
    assertThat(transaction.end()).isEqualTo(new Done());
    assertThat(transaction.held())
        .filteredOn(held -> held.lock().mode() == LockMode.ACCESS_EXCLUSIVE)
        .singleElement()
        .satisfies(
            held -> {
              assertThat(held.lock().relation().display()).isEqualTo("child");
              assertThat(held.since()).isEqualTo(1);
              assertThat(held.statements()).isEqualTo(2);
            });
  }

  @Test
  void aStatementTellsOnlyWhatItAdds() {
    ScriptTrace seen =
        trace.run(
            Scripts.wrapped(
                "ALTER TABLE child ADD COLUMN a int; ALTER TABLE child ADD COLUMN b int"));

    assertThat(seen.statements().get(0).locks()).isNotEmpty();
    assertThat(seen.statements().get(1).locks()).isEmpty();
  }

  @Test
  void statementsByThemselvesHoldNothingBeyondTheirEnd() {
    ScriptTrace seen =
        trace.run(
            Scripts.perStatement(
                "ALTER TABLE child ADD COLUMN a int; ALTER TABLE child ADD COLUMN b int"));

    assertThat(seen.transactions()).isEmpty();
    assertThat(seen.statements()).allMatch(s -> !s.locks().isEmpty());
  }

  @Test
  void aWrittenTransactionIsOneAmongSingleStatements() {
    ScriptTrace seen =
        trace.run(
            Scripts.perStatement(
                "CREATE TABLE a (); BEGIN; LOCK TABLE child; SELECT 1; COMMIT; CREATE TABLE b ()"));

    assertThat(seen.isComplete()).isTrue();
    assertThat(seen.transactions())
        .singleElement()
        .satisfies(
            transaction -> {
              assertThat(transaction.first()).isEqualTo(2);
              assertThat(transaction.last()).isEqualTo(5);
              assertThat(transaction.held().getFirst().since()).isEqualTo(3);
            });
  }

  @Test
  void aSavepointLetsGoOfItsLocks() {
    ScriptTrace seen =
        trace.run(
            Scripts.wrapped(
                "SAVEPOINT s; LOCK TABLE child; ROLLBACK TO s; SELECT 1; LOCK TABLE parent"));

    assertThat(seen.isComplete()).isTrue();
    assertThat(seen.transactions().getFirst().held())
        .singleElement()
        .satisfies(
            held -> {
              assertThat(held.since()).isEqualTo(2);
              assertThat(held.statements()).isEqualTo(1);
            });
  }

  @Test
  void anErrorRollsBackWhatWasWrappedAndNamesItsPlace() {
    ScriptTrace seen =
        trace.run(
            Scripts.wrapped(
                "ALTER TABLE child ADD COLUMN a int;\nSELECT 'ü', nothing FROM child;\nSELECT 1"));

    assertThat(seen.statements().get(0).outcome()).isEqualTo(new Done());
    assertThat(seen.statements().get(1).outcome())
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.sqlState()).isEqualTo("42703");
              assertThat(failed.position()).hasToString("Optional[2:13]");
            });
    assertThat(seen.statements().get(2).outcome())
        .isEqualTo(new NotRun("the transaction was rolled back at the error of statement 2"));
    assertThat(seen.transactions().getFirst().end()).isInstanceOf(Failed.class);
    assertThat(trace.run(Scripts.wrapped("ALTER TABLE child ADD COLUMN a int")).isComplete())
        .isTrue();
  }

  @Test
  void anErrorLeavesWhatWasCommittedBefore() {
    trace.run(Scripts.perStatement("ALTER TABLE child ADD COLUMN a int; SELECT nothing; SELECT 1"));

    assertThat(trace.run(Scripts.wrapped("SELECT a FROM child")).isComplete()).isTrue();
  }

  @Test
  void concurrentBuildsAreRefusedInATransactionAsByTheTool() {
    String sql = "CREATE INDEX CONCURRENTLY i ON child (id)";

    assertThat(trace.run(Scripts.wrapped(sql)).statements().getFirst().outcome())
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.sqlState()).isEqualTo("25001"));
    assertThat(trace.run(Scripts.oneQuery(sql)).isComplete()).isTrue();
  }

  @Test
  void aTransactionLeftOpenIsRolledBack() {
    ScriptTrace seen = trace.run(Scripts.perStatement("BEGIN; CREATE TABLE t ()"));

    assertThat(seen.transactions().getFirst().end())
        .isEqualTo(new NotRun("the script ends without COMMIT, so it was rolled back"));
  }

  @Test
  void whatIsDeferredToTheCommitIsSeenThere() {
    ScriptTrace seen =
        trace.run(Scripts.perStatement("BEGIN; INSERT INTO parent VALUES (900); COMMIT"));

    assertThat(seen.statements().get(1).locks())
        .noneMatch(lock -> lock.relation().name().equals("log"));
    assertThat(seen.statements().get(2).locks())
        .anyMatch(
            lock -> lock.relation().name().equals("log") && lock.mode() == LockMode.ROW_EXCLUSIVE);
  }

  @Test
  void aStatementByItselfAlsoDoesWhatIsDeferred() {
    ScriptTrace seen = trace.run(Scripts.perStatement("INSERT INTO parent VALUES (900)"));

    assertThat(seen.statements().getFirst().observed().alsoTouches())
        .extracting(ObservedRelation::name)
        .containsExactly("log");
  }

  @Test
  void aProcedureThatCommitsIsRunAndItsLocksAreUndecided() {
    ScriptTrace seen = trace.run(Scripts.perStatement("CALL commits(); SELECT x FROM child"));

    assertThat(seen.isComplete()).isTrue();
    assertThat(seen.statements().getFirst().undecided())
        .singleElement()
        .asString()
        .contains("it commits by itself");
  }

  @Test
  void rowsOfCopyAreRead() {
    ScriptTrace seen =
        trace.run(Scripts.wrapped("COPY log FROM STDIN;\nfirst\nsecond\n\\.\nSELECT 1;"));

    assertThat(seen.isComplete()).isTrue();
    assertThat(seen.statements()).hasSize(2);
    assertThat(
            trace
                .run(
                    Scripts.wrapped(
                        "SELECT 1 / count(*) FROM log WHERE line IN ('first', 'second')"))
                .isComplete())
        .isTrue();
  }

  @Test
  void rowsThatCopySendsAreThrownAwayAndItsLocksAreSeen() {
    ScriptTrace seen =
        trace.run(
            Scripts.wrapped(
                """
                COPY log TO STDOUT;
                COPY (DELETE FROM log RETURNING line) TO STDOUT WITH (FORMAT csv);
                \\copy parent to 'parent.csv' csv
                \\copy log (line) from stdin
                third
                \\.
                COPY log FROM STDIN;
                """));

    assertThat(seen.isComplete()).isTrue();
    assertThat(seen.statements()).hasSize(5);
    assertThat(seen.statements().get(0).locks())
        .extracting(ObservedLock::mode)
        .containsOnly(LockMode.ACCESS_SHARE);
    assertThat(seen.statements().get(1).locks())
        .extracting(ObservedLock::mode)
        .contains(LockMode.ROW_EXCLUSIVE);
    assertThat(trace.run(Scripts.wrapped("SELECT 1 / count(*) FROM log")).isComplete()).isTrue();
  }

  @Test
  void commandsOfPsqlAreNotRunAndSaidSo() {
    ScriptTrace seen = trace.run(Scripts.perStatement("\\i other.sql\nSELECT 1;"));

    assertThat(seen.statements().get(0).outcome())
        .isEqualTo(new NotRun("\\i is a command of psql, not of SQL"));
    assertThat(seen.statements().get(1).outcome()).isEqualTo(new Done());
  }

  @Test
  void otherServersAndProgramsAreNotReached() {
    ScriptTrace seen =
        trace.run(
            Scripts.perStatement(
                """
                CREATE SUBSCRIPTION s CONNECTION 'host=example.org' PUBLICATION p;
                COPY log FROM PROGRAM 'true';
                """));

    assertThat(seen.statements())
        .extracting(StatementTrace::outcome)
        .containsExactly(
            new NotRun("it would connect to another server"),
            new NotRun("it would run a program on the server's machine"));
  }

  @Test
  void aStatementThatEndsItsConnectionFailsAndTheNextScriptRuns() {
    ScriptTrace seen =
        trace.run(Scripts.wrapped("SELECT pg_terminate_backend(pg_backend_pid()); SELECT 1"));

    assertThat(seen.statements().getFirst().outcome())
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.sqlState()).isEqualTo("57P01"));
    assertThat(trace.run(Scripts.wrapped("SELECT 1")).isComplete()).isTrue();
  }

  @Test
  void aStatementThatRunsTooLongIsCancelled() {
    ScriptTrace seen = trace.run(Scripts.wrapped("SELECT pg_sleep(60)"));

    assertThat(seen.statements().getFirst().outcome())
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.sqlState()).isEqualTo("57014"));
  }

  @Test
  void aServerThatEndsUnderAScriptIsAFault() {
    try (Trace doomed = Trace.on(18, TraceOptions.DEFAULT, Clock.system())) {
      doomed.load("CREATE TABLE t (a text)");
      doomed.server().crash();

      assertThatExceptionOfType(Fault.class)
          .isThrownBy(() -> doomed.run(Scripts.wrapped("SELECT 1")))
          .satisfies(fault -> assertThat(fault.code()).isEqualTo(ChangeError.TRACE_SERVER_LOST));
    }
  }

  @Test
  void advisoryLocksAreTold() {
    StatementTrace seen =
        trace.run(Scripts.wrapped("SELECT pg_advisory_lock(42)")).statements().getFirst();

    assertThat(seen.observed().otherLocks())
        .containsExactly(new OtherLock("advisory", "42", "ExclusiveLock"));
  }

  @Test
  void whatATransactionMadeItselfIsItsOwn() {
    StatementTrace seen =
        trace.run(Scripts.wrapped("CREATE TABLE t (id int PRIMARY KEY)")).statements().getFirst();

    assertThat(seen.locks()).isNotEmpty().allMatch(ObservedLock::ownNew);
    assertThat(seen.locks()).allMatch(lock -> lock.blocks().isEmpty());
    assertThat(seen.observed().created())
        .extracting(ObservedRelation::display)
        .containsExactly("t", "t_pkey");
  }

  @Test
  void aTableIsSeenEmptiedWhereItsFileIsOfTheSameTransaction() {
    ScriptTrace seen =
        trace.run(
            Scripts.wrapped(
                """
                INSERT INTO child VALUES (1);
                ALTER TABLE child ALTER parent_id TYPE bigint;
                TRUNCATE child;
                CREATE TABLE own (id int PRIMARY KEY);
                TRUNCATE own;
                """));

    for (int number : List.of(3, 5)) {
      StatementTrace statement = seen.statements().get(number - 1);
      assertThat(statement.rewritten())
          .extracting(Rewrite::kind)
          .containsExactly(Rewrite.Kind.EMPTIED);
      assertThat(statement.scans()).isEmpty();
    }
  }

  @Test
  void aTableKeepsTheNameThatOthersKnow() {
    ScriptTrace seen =
        trace.run(Scripts.wrapped("ALTER TABLE child RENAME TO kid; DROP TABLE kid"));

    assertThat(seen.statements().getFirst().locks().getFirst().relation().display())
        .isEqualTo("child");
  }

  @Test
  void aResetTakesBackWhatLiesOutsideTheDatabaseToo() {
    String sql =
        "CREATE ROLE passing; CREATE DATABASE passing; ALTER SYSTEM SET work_mem = '5MB';"
            + " CREATE TABLE passing ()";
    assertThat(trace.run(Scripts.perStatement(sql)).isComplete()).isTrue();

    trace.reset();

    assertThat(trace.run(Scripts.perStatement(sql)).isComplete()).isTrue();
  }

  @Test
  void sessionSettingsEndWithTheirScript() {
    trace.run(Scripts.wrapped("SET search_path = nowhere; SET ROLE pg_monitor"));

    assertThat(trace.run(Scripts.wrapped("SELECT id FROM child")).isComplete()).isTrue();
  }

  @Test
  void anEmptyScriptIsAnEmptyTrace() {
    ScriptTrace seen = trace.run(Scripts.wrapped("-- nothing\n"));

    assertThat(seen.statements()).isEmpty();
    assertThat(seen.transactions()).isEmpty();
  }

  @Test
  void placesAreThoseOfTheFile() {
    ScriptTrace seen = trace.run(Scripts.wrapped("SELECT 1;\n\n  SELECT 2;"));

    assertThat(seen.statements())
        .extracting(s -> s.start().toString())
        .isEqualTo(List.of("1:1", "3:3"));
    assertThat(seen.statements()).extracting(StatementTrace::number).isEqualTo(List.of(1, 2));
    assertThat(Optional.of(seen.file())).contains("migration.sql");
  }
}
