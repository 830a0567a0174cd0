package dev.ballast.observe.collect.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.collect.conflict.ConflictFamily;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.watch.StandbyCopy;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Labels;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A primary and its standby, as the standby sees itself.
class ReceiverFamilyIT {
  private static final Clock CLOCK = Clock.system();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void aStandbySaysWhatItReceivesAndWhatReplayCancelled(int major) throws IOException {
    try (TemporaryCluster primary = TemporaryCluster.of(major, CLOCK).start();
        TemporaryCluster standby =
            TemporaryCluster.of(major, CLOCK)
                .setting(
                    "primary_conninfo",
                    "host=%s port=%d user=postgres"
                        .formatted(primary.settings().host(), primary.settings().port()))
                .setting("max_standby_streaming_delay", "0")
                .start()) {
      StandbyCopy.follow(standby, primary);
      try (Session writer = primary.session();
          Session reader = standby.session();
          Session watcher = standby.session()) {
        ServerFacts facts = new ServerFacts(watcher.version(), "system", Instant.EPOCH, true);
        writer.execute("CREATE TABLE items AS SELECT generate_series(1, 1000) AS i");
        double end = writer.number("SELECT pg_current_wal_flush_lsn() - '0/0'");
        Family<?> receiver = new ReceiverFamily();
        eventually(
            () -> figure(receiver.read(watcher, facts), receiver, "flushed_position_bytes") >= end);
        List<Figures> read = receiver.read(watcher, facts);
        assertThat(figure(read, receiver, "streaming")).isEqualTo(1);
        assertThat(figure(read, receiver, "timeline")).isEqualTo(1);
        assertThat(figure(read, receiver, "last_message_seconds")).isBetween(0.0, 600.0);

        eventually(() -> catchThrowable(() -> reader.text("SELECT count(*) FROM items")) == null);
        reader.begin(IsolationLevel.REPEATABLE_READ, Access.READ_ONLY);
        reader.text("SELECT count(*) FROM items");
        writer.execute("DELETE FROM items");
        writer.execute("VACUUM items");
        Family<?> conflicts = new ConflictFamily();
        eventually(() -> isCounted(conflicts, watcher, facts));
        // The conflict may have ended the session too.
        Throwable _ = catchThrowable(reader::rollback);
      }
    }
  }

  /// The replay may cancel this query too.
  private static boolean isCounted(Family<?> conflicts, Session watcher, ServerFacts facts) {
    List<Figures> read;
    try {
      read = conflicts.read(watcher, facts);
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      return false;
    }
    return read.stream()
        .filter(f -> f.labels().equals(Labels.of("database", "postgres")))
        .anyMatch(
            f ->
                f.value(conflicts.layout().indexOf("snapshot"))
                        + f.value(conflicts.layout().indexOf("lock"))
                    > 0);
  }

  private static double figure(List<Figures> read, Family<?> family, String metric) {
    return read.stream()
        .mapToDouble(f -> f.value(family.layout().indexOf(metric)))
        .findFirst()
        .orElse(-1);
  }

  private static void eventually(BooleanSupplier what) {
    long began = CLOCK.nanoTime();
    while (!what.getAsBoolean()) {
      if (CLOCK.since(began).compareTo(PATIENCE) > 0) {
        fail("it did not come about within " + PATIENCE);
      }
      CLOCK.pause(Duration.ofMillis(20));
    }
  }
}
