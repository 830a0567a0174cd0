package dev.ballast.change.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.trace.seen.ProbeResult;
import dev.ballast.change.trace.seen.ProbeResult.Attempt;
import dev.ballast.change.trace.seen.ScriptTrace;
import dev.ballast.evidence.Clock;
import dev.ballast.postgres.server.TestedMajors;
import dev.ballast.sql.LockMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ProberIT {
  private static final Map<Attempt, LockMode> NEEDS =
      Map.of(
          Attempt.SELECT, LockMode.ACCESS_SHARE,
          Attempt.SELECT_FOR_UPDATE, LockMode.ROW_SHARE,
          Attempt.INSERT, LockMode.ROW_EXCLUSIVE,
          Attempt.UPDATE, LockMode.ROW_EXCLUSIVE);

  static IntStream majors() {
    return TestedMajors.outermost();
  }

  @ParameterizedTest
  @MethodSource("majors")
  void whatIsBlockedIsWhatTheManualSays(int major) {
    try (Trace trace = Trace.on(major, TraceOptions.DEFAULT, Clock.system())) {
      trace.load(
          """
          CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a int);
          CREATE INDEX t_a ON t (a);
          CREATE TABLE only_generated (g int GENERATED ALWAYS AS (1) STORED);
          CREATE VIEW v AS SELECT 1 AS one;
          CREATE TABLE pt (k int) PARTITION BY LIST (k);
          CREATE TABLE pt1 PARTITION OF pt FOR VALUES IN (1);
          """);
      for (LockMode mode : LockMode.values()) {
        assertThat(blocked(trace, "LOCK TABLE t IN " + mode.sql() + " MODE", "t"))
            .as(mode.sql())
            .isEqualTo(
                NEEDS.entrySet().stream()
                    .filter(need -> mode.conflictsWith(need.getValue()))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList());
      }
      // Every statement on the table is planned, and the planner opens every index.
      assertThat(blocked(trace, "REINDEX INDEX t_a", "t")).containsExactly(Attempt.values());
      assertThat(blocked(trace, "ALTER INDEX t_a RENAME TO t_b", "t")).isEmpty();
      assertThat(blocked(trace, "CREATE INDEX ON t (id, a)", "t"))
          .containsExactly(Attempt.INSERT, Attempt.UPDATE);
      // A row for another partition would pass; a reader of the whole table would not.
      assertThat(blocked(trace, "LOCK TABLE pt1", "pt1")).containsExactly(Attempt.values());
      assertThat(answers(trace, "LOCK TABLE v", "v"))
          .containsEntry(Attempt.SELECT, "Blocked")
          .containsEntry(Attempt.INSERT, "Undecided");
      assertThat(answers(trace, "LOCK TABLE only_generated IN SHARE MODE", "only_generated"))
          .containsEntry(Attempt.INSERT, "Blocked")
          .containsEntry(Attempt.UPDATE, "Undecided");
    }
  }

  private static List<Attempt> blocked(Trace trace, String sql, String table) {
    return answers(trace, sql, table).entrySet().stream()
        .filter(answer -> answer.getValue().equals("Blocked"))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Map<Attempt, String> answers(Trace trace, String sql, String table) {
    ScriptTrace seen = trace.run(Scripts.perStatement("BEGIN; " + sql + "; ROLLBACK"));
    assertThat(seen.isComplete()).as(sql).isTrue();
    return seen.statements().get(1).probes().stream()
        .filter(probe -> probe.relation().name().equals(table))
        .collect(
            Collectors.toMap(
                ProbeResult::attempt,
                probe -> probe.answer().getClass().getSimpleName(),
                (a, b) -> a,
                TreeMap::new));
  }
}
