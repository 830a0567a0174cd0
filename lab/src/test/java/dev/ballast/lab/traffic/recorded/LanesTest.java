package dev.ballast.lab.traffic.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.lab.traffic.LeftOut;
import dev.ballast.lab.traffic.Recording;
import dev.ballast.lab.traffic.production.ReadOnlyProof;
import dev.ballast.postgres.jdbc.ServerStatement.Keeping;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LanesTest {
  private static final ReadOnlyProof PROOF =
      ReadOnlyProof.of(Set.of("nextval", "pg_terminate_backend"), Map.of());

  private static Recording recording(Entry... all) {
    Entries entries = new Entries(Optional.empty(), 100);
    List.of(all).forEach(entries::add);
    return new Lanes(PROOF).of(entries);
  }

  private static Entry entry(long millis, String session, String text) {
    return new Entry(millis * 1000, session, text, List.of(), Keeping.UNNAMED);
  }

  @Test
  void sessionsAreLanesInOrderOfTime() {
    Recording recording =
        recording(
            entry(1010, "b", "SELECT 2"),
            entry(1000, "a", "SELECT 1"),
            entry(1030, "a", "SELECT 3"),
            entry(1020, "b", "COMMIT"));
    assertThat(recording.lanes()).extracting(Recording.Lane::name).containsExactly("a", "b");
    assertThat(recording.lanes().getFirst().steps())
        .extracting(Recording.Step::at)
        .containsExactly(Duration.ZERO, Duration.ofMillis(30));
    assertThat(recording.works()).isEqualTo(4);
  }

  @Test
  void equalStatementsHaveOneName() {
    Recording recording =
        recording(
            entry(0, "a", "SELECT * FROM t WHERE id = 5"),
            entry(1, "a", "SELECT *  FROM t\nWHERE id = 6"));
    assertThat(recording.lanes().getFirst().steps())
        .extracting(step -> step.work().name())
        .containsOnly("SELECT * FROM t WHERE id = $1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "SELECT 1 ~ true",
        "BEGIN ~ true",
        "COMMIT ~ true",
        "BEGIN READ WRITE ~ false",
        "SET work_mem = '1MB' ~ false",
        "INSERT INTO t VALUES (1) ~ false",
        "SELECT nextval('s') ~ false",
        "SELECT 1 FOR UPDATE ~ false"
      })
  void whatWritesIsKnown(String text, boolean readOnly) {
    assertThat(
            recording(entry(0, "a", text))
                .lanes()
                .getFirst()
                .steps()
                .getFirst()
                .work()
                .isReadOnly())
        .isEqualTo(readOnly);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "SELECT 1; SELECT 2 ~ not one statement",
        "SELEC 1 ~ not one statement",
        "COPY t FROM STDIN ~ COPY",
        "CREATE TABLE t (a int) ~ Only statements",
        "VACUUM t ~ Only statements",
        "EXPLAIN SELECT 1 ~ Only statements",
        "PREPARE TRANSACTION 'a' ~ two-phase",
        "SELECT pg_terminate_backend(1) ~ pg_terminate_backend()"
      })
  void whatIsNotRepeatedIsListed(String text, String reason) {
    Recording recording = recording(entry(0, "a", text), entry(1, "a", text));
    assertThat(recording.lanes()).isEmpty();
    assertThat(recording.leftOut()).singleElement().extracting(LeftOut::calls).isEqualTo(2.0);
    assertThat(recording.leftOut().getFirst().reason()).contains(reason);
  }
}
