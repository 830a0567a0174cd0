package dev.ballast.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.machine.Places;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A restored cluster is started by the command that was printed, word by word, however its source
/// was configured.
@Timeout(300)
final class RestoredStartIT {
  private static final int MAJOR = 18;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /// As an operator that keeps its own files on a machine of its own does (CloudNativePG).
  private static final String OF_AN_OPERATOR =
      """
      unix_socket_directories = '/controller/run'
      ssl = on
      ssl_cert_file = '/controller/certificates/server.crt'
      ssl_key_file = '/controller/certificates/server.key'
      logging_collector = on
      log_directory = '/controller/log'
      archive_mode = on
      archive_command = '/controller/manager wal-archive --password hunter2 %p'
      shared_preload_libraries = 'pg_stat_statements, not_on_this_machine'
      work_mem = '6MB'
      """;

  private static TemporaryFolder etc;
  private static TemporaryCluster source;
  private static Yard yard;

  /// Debian's layout: the files in force are outside of the data directory.
  @BeforeAll
  static void start() throws IOException {
    etc = TemporaryFolder.create("etc");
    Path conf = etc.path().resolve("postgresql.conf");
    Files.writeString(
        conf,
        """
        max_locks_per_transaction = 77
        work_mem = '5MB'
        archive_mode = on
        archive_command = 'false hunter2'
        lc_messages = 'C'
        """);
    Files.setPosixFilePermissions(conf, PosixFilePermissions.fromString("rw-r--r--"));
    source =
        TemporaryCluster.of(MAJOR, Clock.system())
            .tcp()
            .setting("config_file", conf.toString())
            .start();
    yard = Yard.of(source);
  }

  @AfterAll
  static void stop() {
    yard.close();
    etc.close();
  }

  @Test
  void withoutItsConfigurationFilesItGetsWhatWasInForceAndSafeRules() throws IOException {
    Path data = dataDirectory();
    Files.deleteIfExists(data.resolve("postgresql.conf"));
    Files.deleteIfExists(data.resolve("pg_hba.conf"));

    Path into = restored("debian", Places.isRoot() ? "nobody" : System.getProperty("user.name"));

    assertThat(yard.out())
        .contains("the backup does not have " + etc.path().resolve("postgresql.conf"))
        .contains("postgresql.conf was written from")
        .contains("pg_hba.conf was written")
        .doesNotContain("hunter2");
    assertThat(into.resolve("postgresql.conf"))
        .content()
        .contains("max_locks_per_transaction = '77'\n", "work_mem = '5MB'\n", "# archive_command")
        .doesNotContain("\narchive_")
        .doesNotContain("hunter2");
    assertThat(Files.readAllLines(into.resolve("pg_hba.conf")))
        .filteredOn(line -> !line.startsWith("#"))
        .isNotEmpty()
        .noneMatch(line -> line.contains("trust"));
    startedByThePrintedCommand(into);
    String shown = yard.run(0, "backup", "show", "latest") + yard.out();
    assertThat(shown)
        .contains("outside of the data directory: " + etc.path().resolve("postgresql.conf"))
        .contains("archive_command = (not shown)")
        .contains("max_locks_per_transaction = 77")
        .doesNotContain("hunter2");
  }

  @Test
  void whatThisMachineLacksIsCorrectedAndNamed() throws IOException {
    try (TemporaryCluster inside = TemporaryCluster.of(MAJOR, Clock.system()).tcp().start();
        Yard other = Yard.of(inside)) {
      Path conf = dataDirectory(inside).resolve("postgresql.conf");
      Files.writeString(conf, "include 'custom.conf'\ninclude_if_exists 'override.conf'\n");
      Files.writeString(conf.resolveSibling("custom.conf"), OF_AN_OPERATOR);
      inside.own(conf.resolveSibling("custom.conf"));
      Path into = restored(other, "operator", List.of());

      assertThat(other.out())
          .contains("set unix_socket_directories in postgresql.auto.conf")
          .contains("set ssl in postgresql.auto.conf")
          .contains("set log_directory in postgresql.auto.conf")
          .contains("does not have the library not_on_this_machine")
          .contains("it archives as its source does")
          .doesNotContain("hunter2");
      assertThat(into.resolve("custom.conf")).content().isEqualTo(OF_AN_OPERATOR);
      startedByThePrintedCommand(other, into);

      Files.writeString(conf, "include '/etc/not-on-this-machine/base.conf'\n");
      Path again = restored(other, "included", List.of());

      assertThat(other.out()).contains("is kept as postgresql.conf.of-source");
      startedByThePrintedCommand(other, again);
    }
  }

  private static Path dataDirectory() {
    return dataDirectory(source);
  }

  private static Path dataDirectory(TemporaryCluster cluster) {
    try (Session session = cluster.session()) {
      return Path.of(session.text("SHOW data_directory"));
    }
  }

  private static Path restored(String name, String owner) {
    return restored(yard, name, List.of("--owner", owner));
  }

  private static Path restored(Yard where, String name, List<String> more) {
    where.run(0, "backup", "run", "--target", where.target(), "--digest", "none");
    Path into = where.path().resolve("tmp").resolve(name);
    List<String> words = new ArrayList<>(List.of("restore", "--to", into.toString()));
    words.addAll(more);
    where.run(0, words.toArray(String[]::new));
    return into;
  }

  private static void startedByThePrintedCommand(Path into) throws IOException {
    startedByThePrintedCommand(yard, into);
  }

  private static void startedByThePrintedCommand(Yard where, Path into) throws IOException {
    String command =
        where
            .out()
            .lines()
            .filter(line -> line.startsWith("start it: "))
            .findFirst()
            .orElseThrow()
            .substring("start it: ".length());
    Path pid = into.resolve("postmaster.pid");

    ExternalCommand.of("/bin/sh", "-c", command).run(LIMIT);

    List<String> lines = Files.readAllLines(pid);
    assertThat(lines.get(7).strip()).isEqualTo("ready");
    ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(lines.getFirst())).orElseThrow();
    ExternalCommand.run(List.of("/bin/kill", "-INT", lines.getFirst()), LIMIT);
    postmaster.onExit().join();
  }
}
