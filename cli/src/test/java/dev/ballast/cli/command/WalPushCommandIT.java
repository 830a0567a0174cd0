package dev.ballast.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.cli.Main;
import dev.ballast.cli.RootCommand;
import dev.ballast.cli.frame.CommandRun;
import dev.ballast.cli.frame.Terminal;
import dev.ballast.cli.launch.ProcessRun;
import dev.ballast.evidence.Clock;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.PostgresServer;
import dev.ballast.postgres.server.ServerLaunch;
import dev.ballast.postgres.server.ServerSetting;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The commands that `wal settings` prints, run by a shell as a server runs them, and a server that
/// recovers along what they hand out.
class WalPushCommandIT {
  private static final int NOT_STORED = 3;
  private static final int ENDS_RECOVERY = 200;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) {
    out.reset();
    err.reset();
    return CommandRun.of(
            new RootCommand(),
            List.of(arguments),
            new Terminal(
                new PrintStream(out, false, UTF_8),
                new PrintStream(err, false, UTF_8),
                false,
                false,
                Map.of(),
                Clock.system()))
        .status();
  }

  /// A server's two commands, and how often they started Ballast.
  private record Commands(String archive, String restore, Path starts, Path data) {
    int archive(String name) {
      return shell(archive.replace("%p", "pg_wal/" + name).replace("%f", name).replace("%%", "%"));
    }

    int restore(String name, Path to) {
      return shell(restore.replace("%p", to.toString()).replace("%f", name).replace("%%", "%"));
    }

    private int shell(String line) {
      return ProcessRun.of(data, Map.of(), List.of("/bin/sh", "-c", line)).status();
    }

    int started() throws IOException {
      return Files.exists(starts) ? Files.readAllLines(starts).size() : 0;
    }
  }

  @Test
  void theSegmentsOfAServerGoIntoTheVaultAndAnotherOneRecoversAlongThem() throws IOException {
    try (TemporaryCluster source =
            TemporaryCluster.of(18, Clock.system())
                .initdb("--wal-segsize=1")
                .tcp()
                .setting("archive_mode", "on")
                .setting("archive_command", "false")
                .start();
        TemporaryFolder folder = TemporaryFolder.create("wal")) {
      Path vault = folder.path().resolve("100% a vault");
      String target =
          "postgresql://postgres@127.0.0.1:%d/postgres?sslmode=disable"
              .formatted(source.settings().port());
      String[] where = {
        "--target", target, "--vault", vault + "/", "--key", "file:" + folder.path() + "/key"
      };
      assertThat(run(words("vault init --new-key", where, 2))).as(err::toString).isZero();
      assertThat(run(words("backup run -q --digest none", where, 0))).as(err::toString).isZero();
      Commands commands = commands(folder.path(), source, where);
      List<String> names = written(source);

      for (String name : names) {
        assertThat(commands.archive(name)).as(name).isZero();
      }
      assertThat(commands.started()).as("one call took all along").isEqualTo(1);
      assertThat(commands.archive(names.getLast())).as("again").isZero();
      assertThat(run(words("wal check", where, 0))).as(out::toString).isZero();

      Path served = Files.createDirectory(folder.path().resolve("served"));
      int before = commands.started();
      for (String name : names) {
        Path to = served.resolve(name);
        assertThat(commands.restore(name, to)).as(name).isZero();
        assertThat(Files.readAllBytes(to))
            .isEqualTo(Files.readAllBytes(source.dataDirectory().resolve("pg_wal/" + name)));
      }
      assertThat(commands.started() - before).as("one call fetched all ahead").isEqualTo(1);
      assertThat(commands.restore("0000000100000000000000FE", served.resolve("x")))
          .isEqualTo(NOT_STORED);
      source.crash();
      assertThat(recovered(folder.path(), served, source, where)).isEqualTo("600 180300");
      Files.move(vault, folder.path().resolve("gone"));
      assertThat(commands.restore(names.getFirst(), served.resolve("x"))).isEqualTo(ENDS_RECOVERY);
    }
  }

  private static String[] words(String command, String[] where, int from) {
    List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
    words.addAll(List.of(where).subList(from, where.length));
    return words.toArray(String[]::new);
  }

  private Commands commands(Path folder, TemporaryCluster source, String[] where)
      throws IOException {
    Path starts = folder.resolve("starts");
    Path program = folder.resolve("ballast.sh");
    Files.writeString(
        program,
        """
        #!/bin/sh
        echo >> %s
        export BALLAST_STATE=%s
        exec %s --enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1 -cp '%s' %s "$@"
        """
            .formatted(
                starts,
                folder.resolve("state"),
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                Main.class.getName()));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    assertThat(run(words("wal settings --program " + program, where, 0)))
        .as(err::toString)
        .isZero();
    List<String> lines = out.toString(UTF_8).lines().toList();
    return new Commands(
        command(lines.get(0), "archive_command"),
        command(lines.get(1), "restore_command"),
        starts,
        source.dataDirectory());
  }

  private static String command(String line, String setting) {
    assertThat(line).startsWith(setting + " = '").endsWith("'");
    return line.substring(setting.length() + 4, line.length() - 1).replace("''", "'");
  }

  private static List<String> written(TemporaryCluster source) throws IOException {
    try (Session session = source.session()) {
      session.execute("CREATE TABLE t (id int)");
      for (int part = 0; part < 6; part++) {
        session.execute(
            "INSERT INTO t SELECT generate_series(%d, %d)"
                .formatted(100 * part + 1, 100 * part + 100));
        session.text("SELECT pg_switch_wal()::text");
      }
    }
    try (Stream<Path> marks = Files.list(source.dataDirectory().resolve("pg_wal/archive_status"))) {
      return marks
          .map(mark -> mark.getFileName().toString().replace(".ready", ""))
          .filter(name -> name.length() == 24)
          .sorted()
          .toList();
    }
  }

  /// The server cannot open the vault of the user who tests, so it takes what was fetched.
  private String recovered(Path folder, Path served, TemporaryCluster source, String[] where)
      throws IOException {
    Path data = folder.resolve("data");
    assertThat(run(words("restore latest --files-only --to " + data, where, 2)))
        .as(err::toString)
        .isZero();
    try (Stream<Path> log = Files.list(data.resolve("pg_wal"))) {
      for (Path file : log.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    Path signal = Files.createFile(data.resolve("recovery.signal"));
    PostgresServer.own(signal);
    Files.writeString(data.resolve("pg_hba.conf"), "local all all trust\n");
    PostgresServer.own(served);
    Path sockets = Files.createDirectory(folder.resolve("s"));
    PostgresServer.own(sockets);
    ServerLaunch launch =
        new ServerLaunch(
            source.installation(),
            data,
            Files.createFile(folder.resolve("recovered.log")),
            List.of(
                new ServerSetting("restore_command", "cp " + served + "/%f %p"),
                new ServerSetting("fsync", "off"),
                new ServerSetting("archive_mode", "off")),
            Optional.of(sockets),
            Duration.ofSeconds(60));
    try (PostgresServer server = PostgresServer.start(launch, Clock.system());
        Session session =
            Session.open(
                new ConnectionSettings(
                    sockets.toString(),
                    server.port(),
                    "postgres",
                    "postgres",
                    Optional.empty(),
                    Tls.DISABLED,
                    ConnectionSettings.DEFAULT_CONNECT_TIMEOUT),
                SessionOptions.onOwnServer("test"))) {
      Clock clock = Clock.system();
      long began = clock.nanoTime();
      while (session.text("SELECT pg_is_in_recovery()").equals("t")) {
        assertThat(clock.since(began)).isLessThan(Duration.ofMinutes(2));
        clock.pause(Duration.ofMillis(10));
      }
      return session.text("SELECT count(*) || ' ' || sum(id) FROM t");
    }
  }
}
