package dev.ballast.change.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.trace.seen.ScriptTrace;
import dev.ballast.change.trace.seen.StatementTrace;
import dev.ballast.evidence.Clock;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.postgres.server.TestedMajors;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TraceIT {
  static IntStream majors() {
    return TestedMajors.outermost();
  }

  @ParameterizedTest
  @MethodSource("majors")
  void everyStatementDoesWhatTheManualSays(int major) {
    try (Trace trace = Trace.on(major, TraceOptions.DEFAULT.withProbes(false), Clock.system())) {
      assertThat(trace.load(Expectation.resource("TraceIT/schema.sql")).problems()).isEmpty();
      List<String> otherwise = new ArrayList<>();
      for (Expectation expected : Expectation.all("TraceIT/statements.txt")) {
        if (expected.isFor(major)) {
          String seen = Told.of(expected.statement(), rolledBack(trace, expected));
          if (!seen.equals(expected.told())) {
            otherwise.add("\n" + expected.told() + "but PostgreSQL " + major + "\n" + seen);
          }
        }
      }
      assertThat(otherwise).isEmpty();
    }
  }

  private static StatementTrace rolledBack(Trace trace, Expectation expectation) {
    String first = expectation.first();
    ScriptTrace told =
        trace.run(
            script(
                "BEGIN; "
                    + (first.isEmpty() ? "" : first + ";\n")
                    + expectation.statement()
                    + ";\nROLLBACK",
                TransactionMode.PER_STATEMENT));
    return told.statements().get(first.isEmpty() ? 1 : 2);
  }

  private static MigrationScript script(String sql, TransactionMode mode) {
    return new MigrationScript("migration.sql", ScriptSplitter.split(SourceText.of(sql)), mode);
  }
}
