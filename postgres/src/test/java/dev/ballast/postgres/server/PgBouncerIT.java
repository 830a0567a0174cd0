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
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real PgBouncer in front of a server, where this machine has one; nothing is installed.
@Timeout(60)
class PgBouncerIT {
  private static final Optional<Path> PROGRAM =
      Stream.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer")
          .map(Path::of)
          .filter(Files::isExecutable)
          .findFirst();

  private static TemporaryCluster cluster;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    assumeTrue(PROGRAM.isPresent(), "this machine has no PgBouncer (Debian: package pgbouncer)");
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
    try (Bouncer bouncer = Bouncer.start(folder, port(cluster.settings()), "")) {
      assertPooler(sql(bouncer));
      assertPooler(replication(bouncer));
    }
  }

  @Test
  void isRecognisedByTheSettingsThatItDropped() throws IOException {
    try (Bouncer bouncer =
        Bouncer.start(
            folder, port(cluster.settings()), "ignore_startup_parameters = options,replication")) {
      assertPooler(sql(bouncer));
      Session.open(bouncer.settings(cluster), SessionOptions.onOwnServer("ballast")).close();
    }
  }

  @Test
  void isRecognisedWhereTheServerBehindItIsGone() throws IOException {
    try (Bouncer bouncer =
        Bouncer.start(folder, 1, "ignore_startup_parameters = options\nquery_wait_timeout = 1")) {
      assertPooler(
          catchThrowableOfType(
              Fault.class,
              () ->
                  Session.open(bouncer.settings(cluster), SessionOptions.onOwnServer("ballast"))));
    }
  }

  private static Fault sql(Bouncer bouncer) {
    return catchThrowableOfType(
        Fault.class,
        () -> Session.open(bouncer.settings(cluster), SessionOptions.of("ballast")).close());
  }

  private static Fault replication(Bouncer bouncer) {
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

  /// The program, which ends with this.
  private record Bouncer(Process process, int port) implements AutoCloseable {
    static Bouncer start(Path folder, int serverPort, String setting) throws IOException {
      int port = freePort();
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      Path file = folder.resolve("pgbouncer.ini");
      Files.writeString(
          file,
          """
          [databases]
          * = host=127.0.0.1 port=%d user=postgres
          [pgbouncer]
          listen_addr = 127.0.0.1
          listen_port = %d
          unix_socket_dir =
          auth_type = any
          %s
          """
              .formatted(serverPort, port, setting));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      List<String> command = new ArrayList<>(List.of(PROGRAM.orElseThrow().toString()));
      if (System.getProperty("user.name").equals("root")) {
        command.addAll(List.of("-u", "nobody"));
      }
      command.add(file.toString());
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      awaitUp(process);
      return new Bouncer(process, port);
    }

    private static void awaitUp(Process process) {
      StringBuilder said = new StringBuilder();
      try {
        BufferedReader log = process.inputReader(StandardCharsets.UTF_8);
        for (String line = log.readLine(); line != null; line = log.readLine()) {
          said.append(line).append('\n');
          if (line.contains("process up")) {
            return;
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      throw new IllegalStateException("PgBouncer ended: " + said);
    }

    private static int freePort() throws IOException {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      }
    }

    ConnectionSettings settings(TemporaryCluster cluster) {
      ConnectionSettings server = cluster.settings();
      return new ConnectionSettings(
          "127.0.0.1",
          port,
          server.database(),
          server.user(),
          server.password(),
          server.tls(),
          server.connectTimeout(),
          server.authentication());
    }

    @Override
    public void close() {
      process.destroy();
    }
  }
}
