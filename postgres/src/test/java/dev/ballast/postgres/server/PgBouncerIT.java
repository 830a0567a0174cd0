package dev.ballast.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.wire.ReplicationConnection;
import dev.ballast.postgres.wire.protocol.ReplicationMode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real PgBouncer in front of a server, where this machine has one; nothing is installed.
@Timeout(300)
class PgBouncerIT {
  private static TemporaryCluster cluster;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    assumeTrue(
        TestedPooler.isInstalled(), "this machine has no PgBouncer (Debian: package pgbouncer)");
    cluster = TemporaryCluster.of(18, Clock.system()).tcp().start();
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  /// It knows no startup parameter of the name `options`, unless it is configured to drop it.
  @Test
  void isRecognisedByWhatItLeavesOutOfItsErrors() throws IOException {
    try (TestedPooler bouncer = TestedPooler.start(folder, port(cluster.settings()), "")) {
      assertPooler(sql(bouncer));
      assertPooler(replication(bouncer));
    }
  }

  @Test
  void isRecognisedByTheSettingsThatItDropped() throws IOException {
    try (TestedPooler bouncer =
        TestedPooler.start(
            folder, port(cluster.settings()), "ignore_startup_parameters = options,replication")) {
      assertPooler(sql(bouncer));
      Session.open(bouncer.settings(cluster), SessionOptions.onOwnServer("ballast")).close();
    }
  }

  @Test
  void isRecognisedWhereTheServerBehindItIsGone() throws IOException {
    try (TestedPooler bouncer =
        TestedPooler.start(
            folder, 1, "ignore_startup_parameters = options\nquery_wait_timeout = 1")) {
      assertPooler(
          catchThrowableOfType(
              Fault.class,
              () ->
                  Session.open(bouncer.settings(cluster), SessionOptions.onOwnServer("ballast"))));
    }
  }

  private static Fault sql(TestedPooler bouncer) {
    return catchThrowableOfType(
        Fault.class,
        () -> Session.open(bouncer.settings(cluster), SessionOptions.of("ballast")).close());
  }

  private static Fault replication(TestedPooler bouncer) {
    return catchThrowableOfType(
        Fault.class,
        () ->
            ReplicationConnection.open(
                    bouncer.settings(cluster), ReplicationMode.PHYSICAL, "ballast", Clock.system())
                .close());
  }

  private static void assertPooler(Fault fault) {
    assertThat(fault.code()).as(fault.toString()).isEqualTo(PostgresError.POOLER_BETWEEN);
    assertThat(fault.hint()).get().asString().contains("server's own host and port instead");
  }

  private static int port(ConnectionSettings settings) {
    return settings.port();
  }
}
