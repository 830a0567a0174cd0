package dev.ballast.lab.traffic.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.lab.traffic.ErrorCount;
import dev.ballast.lab.traffic.LeftOut;
import dev.ballast.lab.traffic.Recording;
import dev.ballast.lab.traffic.SessionSource;
import dev.ballast.lab.traffic.Traffic;
import dev.ballast.lab.traffic.TrafficError;
import dev.ballast.lab.traffic.TrafficReport;
import dev.ballast.lab.traffic.TrafficRun;
import dev.ballast.lab.traffic.TrafficSettings;
import dev.ballast.lab.traffic.production.ReadOnlyProof;
import dev.ballast.postgres.jdbc.ServerStatement;
import dev.ballast.postgres.jdbc.ServerStatement.Keeping;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TestedMajors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RecordedFileIT {
  private static final Clock CLOCK = Clock.system();
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String TABLE =
      "DROP TABLE IF EXISTS t; CREATE TABLE t (id int PRIMARY KEY, note text)";

  @TempDir private Path folder;

  static IntStream majors() {
    return TestedMajors.outermost();
  }

  /// Two sessions by turns: 3 statements of a transaction, 4 inserts by a prepared statement.
  private static void record(TemporaryCluster cluster) {
    try (Session setup = cluster.session()) {
      setup.execute(TABLE);
      setup.execute("ALTER SYSTEM SET log_statement = 'all'");
      setup.query("SELECT pg_reload_conf()", row -> row);
    }
    try (Session one = cluster.session();
        Session two = cluster.session()) {
      one.execute("BEGIN");
      one.execute("INSERT INTO t VALUES (1, 'it''s')");
      ServerStatement insert = two.statement("INSERT INTO t VALUES ($1, $2)", 2, Keeping.NAMED);
      for (int id = 10; id < 14; id++) {
        insert.run(List.of(Optional.of(Integer.toString(id)), Optional.empty()));
      }
      one.execute("UPDATE t SET note = note || '!' WHERE id = 1");
      one.execute("COMMIT");
      two.execute("CREATE TABLE later (a int)");
    }
  }

  /// A copy of the log as it is.
  private Path kept(TemporaryCluster cluster, String ending) throws IOException {
    try (Stream<Path> files = Files.list(cluster.dataDirectory().resolve("log"))) {
      Path log =
          files
              .filter(file -> file.getFileName().toString().endsWith(ending))
              .findFirst()
              .orElseThrow();
      return Files.copy(log, folder.resolve("log" + ending));
    }
  }

  @ParameterizedTest
  @MethodSource("majors")
  void aLogIsRepeated(int major) throws IOException {
    boolean json = major >= 15;
    try (TemporaryCluster cluster =
        TemporaryCluster.of(major, CLOCK)
            .setting("logging_collector", "on")
            .setting("log_destination", json ? "csvlog,jsonlog" : "csvlog")
            .start()) {
      record(cluster);
      // The collector has written all when it has ended; what comes later is not of the recording.
      cluster.stop(StopMode.FAST);
      List<Path> logs = new ArrayList<>();
      logs.add(kept(cluster, ".csv"));
      if (json) {
        logs.add(kept(cluster, ".json"));
      }
      cluster.start();
      Recording recording = read(cluster, logs.getFirst());
      assertThat(texts(read(cluster, logs.getLast()))).isEqualTo(texts(recording));
      assertRepeats(cluster, recording);
    }
  }

  private static Recording read(TemporaryCluster cluster, Path file) {
    try (Session session = cluster.session()) {
      return new RecordedFile(file, Optional.of("postgres")).read(ReadOnlyProof.of(session));
    }
  }

  private static List<String> texts(Recording recording) {
    return recording.lanes().stream()
        .flatMap(lane -> lane.steps().stream())
        .map(step -> step.work().name())
        .filter(name -> name.contains(" t "))
        .toList();
  }

  private static void assertRepeats(TemporaryCluster cluster, Recording recording) {
    assertThat(texts(recording))
        .containsExactly(
            "INSERT INTO t VALUES ($1, $2)",
            "UPDATE t SET note = note || $1 WHERE id = $2",
            "INSERT INTO t VALUES ($1, $2)",
            "INSERT INTO t VALUES ($1, $2)",
            "INSERT INTO t VALUES ($1, $2)",
            "INSERT INTO t VALUES ($1, $2)");
    assertThat(recording.leftOut())
        .extracting(LeftOut::statement)
        .contains("CREATE TABLE later (a int)");
    try (Session session = cluster.session()) {
      session.execute(TABLE);
      TrafficReport report;
      try (TrafficRun run =
          Traffic.replay(
              recording,
              2,
              TrafficSettings.of(1, 3),
              SessionSource.to(cluster.settings(), SessionOptions.onOwnServer("replay")),
              CLOCK)) {
        assertThat(run.awaitEnd(LIMIT)).isTrue();
        report = run.stop();
      }
      assertThat(report.failed()).extracting(ErrorCount::error).isEmpty();
      assertThat(report.latency().count()).isEqualTo(recording.works());
      assertThat(report.givenUp()).isZero();
      assertThat(
              session.query(
                  "SELECT id || coalesce(note, '') FROM t ORDER BY id", row -> row.text(1)))
          .containsExactly("1it's!", "10", "11", "12", "13");
    }
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(
            () ->
                new RecordedFile(Path.of("nowhere.csv"), Optional.empty())
                    .read(ReadOnlyProof.of(Set.of(), Map.of())))
        .isInstanceOfSatisfying(
            Fault.class,
            e -> {
              assertThat(e.code()).isEqualTo(TrafficError.TRAFFIC_UNREADABLE);
              assertThat(e.detail().orElseThrow()).contains("nowhere.csv");
            });
  }
}
