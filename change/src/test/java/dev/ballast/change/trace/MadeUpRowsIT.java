package dev.ballast.change.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.trace.seen.Outcome;
import dev.ballast.change.trace.seen.Rewrite;
import dev.ballast.change.trace.seen.ScriptTrace;
import dev.ballast.change.trace.seen.StatementTrace;
import dev.ballast.evidence.Clock;
import dev.ballast.postgres.server.TestedMajors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MadeUpRowsIT {
  static IntStream majors() {
    return TestedMajors.outermost();
  }

  @ParameterizedTest
  @MethodSource("majors")
  void tablesOfAllKindsGetRowsThatKeepTheirRules(int major) {
    try (Trace trace = Trace.on(major, TraceOptions.DEFAULT.withProbes(false), Clock.system())) {
      assertThat(trace.load(Expectation.resource("MadeUpRowsIT/tables.sql")).problems()).isEmpty();

      ScriptTrace seen = trace.run(Scripts.wrapped(Expectation.resource("MadeUpRowsIT/check.sql")));

      assertThat(seen.emptyTables())
          .singleElement()
          .satisfies(empty -> assertThat(empty.table().display()).isEqualTo("impossible"));
      assertThat(seen.emptyTables().getFirst().reason()).contains("never");
      assertThat(seen.statements()).extracting(StatementTrace::outcome).allMatch(Outcome::isDone);
    }
  }

  @Test
  void rowsThatDoNotSuitAStatementAreTakenBackAndTheStatementIsRunAgain() {
    try (Trace trace = Trace.on(18, TraceOptions.DEFAULT.withProbes(false), Clock.system())) {
      trace.load("CREATE TABLE t (a text); CREATE TABLE u (b int)");
      trace.mark();

      ScriptTrace seen =
          trace.run(
              Scripts.wrapped(
                  "CREATE TABLE first (); ALTER TABLE t ADD CHECK (a = 'x'); SELECT 1"));

      assertThat(seen.isComplete()).isTrue();
      assertThat(seen.statements()).hasSize(3);
      assertThat(seen.statements().get(1).scans().getFirst().rows()).isZero();
      assertThat(seen.notes())
          .singleElement()
          .asString()
          .startsWith("the rows made up for empty tables did not suit statement 2");

      trace.reset();
      StatementTrace failing =
          trace.run(Scripts.perStatement("SELECT 1 / 0")).statements().getFirst();

      assertThat(failing.outcome()).isInstanceOf(Outcome.Failed.class);

      trace.clear();
      StatementTrace forgotten =
          trace.run(Scripts.wrapped("SELECT * FROM t")).statements().getFirst();

      assertThat(forgotten.outcome())
          .isInstanceOfSatisfying(
              Outcome.Failed.class, failed -> assertThat(failed.sqlState()).isEqualTo("42P01"));
    }
  }

  @Test
  void withoutRowsARewriteIsStillToldFromATruncate() {
    try (Trace trace =
        Trace.on(18, TraceOptions.DEFAULT.withProbes(false).withRows(false), Clock.system())) {
      trace.load("CREATE TABLE t (id int PRIMARY KEY, a int)");

      ScriptTrace seen =
          trace.run(Scripts.perStatement("ALTER TABLE t ALTER a TYPE bigint; TRUNCATE t"));

      assertThat(seen.statements().get(0).rewritten())
          .anyMatch(r -> r.kind() == Rewrite.Kind.TABLE_REWRITTEN);
      assertThat(seen.statements().get(1).rewritten())
          .allMatch(r -> r.kind() == Rewrite.Kind.EMPTIED);
    }
  }
}
