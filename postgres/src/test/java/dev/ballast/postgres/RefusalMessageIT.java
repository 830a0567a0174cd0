package dev.ballast.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.wire.ReplicationConnection;
import dev.ballast.postgres.wire.protocol.ReplicationMode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each message is provoked on a server of each major; a reworded one shows here.
class RefusalMessageIT {
  private static final Set<RefusalMessage> OF_THE_FILE =
      EnumSet.of(RefusalMessage.NOT_ADMITTED, RefusalMessage.NOT_ENCRYPTED);

  private static Set<RefusalMessage> in(Fault fault) {
    Set<RefusalMessage> found = EnumSet.noneOf(RefusalMessage.class);
    Arrays.stream(RefusalMessage.values())
        .filter(message -> message.isIn(fault.getMessage()))
        .forEach(found::add);
    return found;
  }

  private static Fault refused(ConnectionSettings settings) {
    return catchThrowableOfType(
        Fault.class, () -> Session.open(settings, SessionOptions.onOwnServer("ballast")));
  }

  private static ConnectionSettings as(TemporaryCluster cluster, String user, String database) {
    ConnectionSettings own = cluster.settings(database);
    return new ConnectionSettings(
        own.host(),
        own.port(),
        own.database(),
        user,
        own.password(),
        own.tls(),
        own.connectTimeout());
  }

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.SupportedMajors#all")
  void rolesAndLimitsAreNamedInTheMessage(int major) {
    try (TemporaryCluster cluster = TemporaryCluster.start(major, Clock.system());
        Session session = cluster.session()) {
      session.execute("CREATE ROLE barred NOLOGIN");
      session.execute("CREATE ROLE limited LOGIN CONNECTION LIMIT 0");
      session.execute("CREATE ROLE ordinary LOGIN");
      session.execute("CREATE DATABASE narrow CONNECTION LIMIT 0");

      assertThat(in(refused(as(cluster, "barred", "postgres"))))
          .containsExactly(RefusalMessage.ROLE_WITHOUT_LOGIN);
      assertThat(in(refused(as(cluster, "nobody", "postgres"))))
          .containsExactly(RefusalMessage.ROLE_MISSING);
      assertThat(in(refused(as(cluster, "limited", "postgres"))))
          .containsExactly(RefusalMessage.ROLE_LIMIT);
      assertThat(in(refused(as(cluster, "ordinary", "narrow"))))
          .containsExactly(RefusalMessage.DATABASE_LIMIT);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.SupportedMajors#all")
  void theFileIsNamedThatDoesNotAdmitAConnection(int major) throws IOException {
    try (TemporaryCluster cluster =
        TemporaryCluster.of(major, Clock.system())
            .hba("host all turned_away 127.0.0.1/32 reject")
            .start()) {
      assertThat(in(refused(as(cluster, "turned_away", "postgres")))).isEqualTo(OF_THE_FILE);

      cluster.stop(StopMode.FAST);
      Files.writeString(cluster.hbaFile(), "host all postgres 127.0.0.1/32 trust\n");
      cluster.start();

      assertThat(in(refused(as(cluster, "forgotten", "postgres")))).isEqualTo(OF_THE_FILE);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.SupportedMajors#all")
  void theParameterIsNamedThatLimitsReplication(int major) {
    try (TemporaryCluster cluster =
        TemporaryCluster.of(major, Clock.system()).setting("max_wal_senders", "0").start()) {
      Fault fault =
          catchThrowableOfType(
              Fault.class,
              () ->
                  ReplicationConnection.open(
                      cluster.settings(), ReplicationMode.PHYSICAL, "ballast", Clock.system()));

      assertThat(in(fault)).containsExactly(RefusalMessage.WAL_SENDER_LIMIT);
      assertThat(fault.code()).isEqualTo(PostgresError.SERVER_BUSY);
    }
    try (TemporaryCluster cluster =
            TemporaryCluster.of(major, Clock.system())
                .setting("max_replication_slots", "0")
                .start();
        Session session = cluster.session()) {
      Fault fault =
          catchThrowableOfType(
              Fault.class,
              () -> session.text("SELECT pg_create_physical_replication_slot('x')::text"));

      assertThat(in(fault)).containsExactly(RefusalMessage.SLOT_LIMIT);
    }
  }
}
