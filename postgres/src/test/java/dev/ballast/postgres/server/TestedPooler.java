package dev.ballast.postgres.server;

import dev.ballast.postgres.ConnectionSettings;
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

/// A real PgBouncer, where this machine has one; nothing is installed. It ends with this.
public record TestedPooler(Process process, int port) implements AutoCloseable {
  private static final Optional<Path> PROGRAM =
      Stream.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer")
          .map(Path::of)
          .filter(Files::isExecutable)
          .findFirst();

  public static boolean isInstalled() {
    return PROGRAM.isPresent();
  }

  /// In front of a server at this port of loopback.
  ///
  /// @param setting further lines of its configuration
  public static TestedPooler start(Path folder, int serverPort, String setting) throws IOException {
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
    return new TestedPooler(process, port);
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

  public ConnectionSettings settings(TemporaryCluster cluster) {
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
