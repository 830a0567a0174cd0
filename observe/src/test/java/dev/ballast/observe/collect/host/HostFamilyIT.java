package dev.ballast.observe.collect.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server on this machine, and files of `/proc` that were written for the purpose.
class HostFamilyIT {
  private static final Clock CLOCK = Clock.system();

  @TempDir private Path folder;

  @Test
  void whatIsReadIsTheMachinesAndWhatCannotBeReadIsUnknown() throws IOException {
    try (TemporaryCluster cluster = TemporaryCluster.start(18, CLOCK);
        Session session = cluster.session()) {
      ServerFacts facts = new ServerFacts(session.version(), "system", Instant.EPOCH, false);
      assertThat(SameMachine.runs(session)).isTrue();

      Family<?> nothing = new HostFamily(folder);
      assertThat(nothing.read(session, facts)).hasSize(1);
      for (int i = 0; i < nothing.metrics().size(); i++) {
        assertThat(nothing.read(session, facts).getFirst().value(i)).isNaN();
      }

      write("stat", "cpu  100 20 300 4000 50 6 7 80 0 0\ncpu0 1 1\ncpu1 1 1\nbtime 1\n");
      write(
          "meminfo",
          "MemTotal:        1000 kB\nMemAvailable:     400 kB\nSwapTotal:         0 kB\n");
      write("loadavg", "1.25 0.50 0.25 1/100 4711\n");
      Files.createDirectory(folder.resolve("pressure"));
      write(
          "pressure/io",
          "some avg10=0.00 avg60=0.00 avg300=0.00 total=2500000\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=1000000\n");
      Family<?> written = new HostFamily(folder);
      List<Figures> read = written.read(session, facts);
      assertThat(figure(written, read, "processors")).isEqualTo(2);
      assertThat(figure(written, read, "user_seconds")).isEqualTo(1.2);
      assertThat(figure(written, read, "system_seconds")).isEqualTo(3.13);
      assertThat(figure(written, read, "idle_seconds")).isEqualTo(40);
      assertThat(figure(written, read, "io_wait_seconds")).isEqualTo(0.5);
      assertThat(figure(written, read, "steal_seconds")).isEqualTo(0.8);
      assertThat(figure(written, read, "memory_bytes")).isEqualTo(1_024_000);
      assertThat(figure(written, read, "memory_available_bytes")).isEqualTo(409_600);
      assertThat(figure(written, read, "swap_bytes")).isZero();
      assertThat(figure(written, read, "swap_free_bytes")).isNaN();
      assertThat(figure(written, read, "load")).isEqualTo(1.25);
      assertThat(figure(written, read, "io_pressure_seconds")).isEqualTo(2.5);
      assertThat(figure(written, read, "io_full_pressure_seconds")).isEqualTo(1);
      assertThat(figure(written, read, "memory_pressure_seconds")).isNaN();

      Path space = cluster.scratch();
      session.execute("CREATE TABLESPACE other LOCATION '" + space + "'");
      Family<?> disk = new HostDiskFamily();
      List<Figures> places = disk.read(session, facts);
      assertThat(places.stream().map(Figures::labels))
          .containsExactlyInAnyOrder(
              Labels.of("place", "data"),
              Labels.of("place", "wal"),
              Labels.of("place", "tablespace other"));
      assertThat(places)
          .allSatisfy(
              place ->
                  assertThat(place.value(disk.layout().indexOf("size_bytes")))
                      .isEqualTo(
                          (double) Files.getFileStore(cluster.dataDirectory()).getTotalSpace()));
      assertThat(places)
          .as("all on the file system of the data directory")
          .allSatisfy(
              place ->
                  assertThat(place.value(disk.layout().indexOf("device")))
                      .isEqualTo(device(cluster.dataDirectory())));
      HostDiskRow gone = HostDiskFamily.row("data", folder.resolve("gone"));
      assertThat(gone.size()).isEmpty();
      assertThat(gone.free()).isEmpty();
      assertThat(gone.device()).isEmpty();
      thatIsNoProcessOfThisMachine(session);
    }
  }

  /// A file system of its own for logs is common, and full before any other.
  @Test
  void theFileSystemOfTheLogIsKnownByItsPath() throws IOException {
    try (TemporaryCluster cluster =
            TemporaryCluster.of(18, CLOCK).setting("logging_collector", "on").start();
        Session session = cluster.session()) {
      assertThat(sizeOfLog(session)).isEqualTo(size(cluster.dataDirectory().resolve("log")));

      Path elsewhere = Files.createDirectory(cluster.scratch().resolve("logs"));
      cluster.own(elsewhere);
      session.execute("ALTER SYSTEM SET log_directory = '" + elsewhere + "'");
      cluster.stop(StopMode.FAST);
      cluster.start();
      try (Session again = cluster.session()) {
        assertThat(again.text("SHOW log_directory")).isEqualTo(elsewhere.toString());
        assertThat(sizeOfLog(again)).isEqualTo(size(elsewhere));
      }
    }
  }

  private static double size(Path path) throws IOException {
    return (double) Files.getFileStore(path).getTotalSpace();
  }

  private static double sizeOfLog(Session session) {
    ServerFacts facts = new ServerFacts(session.version(), "system", Instant.EPOCH, false);
    Family<?> disk = new HostDiskFamily();
    Figures log =
        disk.read(session, facts).stream()
            .filter(place -> place.labels().equals(Labels.of("place", "log")))
            .findFirst()
            .orElseThrow();
    return log.value(disk.layout().indexOf("size_bytes"));
  }

  /// The same process number, with another start or another postmaster.
  private static void thatIsNoProcessOfThisMachine(Session session) {
    long process = session.number("SELECT pg_backend_pid()");
    Instant started =
        session.one(
            "SELECT backend_start AS at FROM pg_stat_activity WHERE pid = pg_backend_pid()",
            row -> row.instant("at"));
    Instant server =
        session.one("SELECT pg_postmaster_start_time() AS at", row -> row.instant("at"));
    assertThat(SameMachine.isOne(new SameMachine.Identity(process, started, server))).isTrue();
    assertThat(
            SameMachine.isOne(new SameMachine.Identity(process, started.minusSeconds(60), server)))
        .isFalse();
    assertThat(
            SameMachine.isOne(new SameMachine.Identity(process, started, server.minusSeconds(60))))
        .isFalse();
    assertThat(SameMachine.isOne(new SameMachine.Identity(Long.MAX_VALUE, started, server)))
        .isFalse();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private static double device(Path of) throws IOException {
    return ((Long) Files.getAttribute(of, "unix:dev")).doubleValue();
  }

  private static double figure(Family<?> family, List<Figures> read, String metric) {
    return read.getFirst().value(family.layout().indexOf(metric));
  }
}
