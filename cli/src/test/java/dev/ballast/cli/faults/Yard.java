package dev.ballast.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.cli.launch.ChildBallast;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A source, a vault made by `ballast vault init`, and a corner of the machine that a test's
/// commands have to themselves. For one thread.
final class Yard implements AutoCloseable {
  /// What a server is asked to wait for: at most ten seconds until nothing of Ballast is left.
  private static final String AWAIT_GONE =
      """
      DO $$
      BEGIN
        FOR i IN 1..1000 LOOP
          PERFORM pg_stat_clear_snapshot();
          EXIT WHEN NOT EXISTS (SELECT FROM pg_replication_slots)
            AND NOT EXISTS (SELECT FROM pg_stat_activity
                             WHERE application_name LIKE 'ballast _%' AND pid <> pg_backend_pid());
          PERFORM pg_sleep(0.01);
        END LOOP;
      END $$
      """;

  private final TemporaryCluster source;
  private final TemporaryFolder folder;

  private Yard(TemporaryCluster source, TemporaryFolder folder) {
    this.source = source;
    this.folder = folder;
  }

  static Yard of(TemporaryCluster source) {
    TemporaryFolder folder = TemporaryFolder.create("yard");
    try {
      Path temporary = Files.createDirectory(folder.path().resolve("tmp"));
      Files.setPosixFilePermissions(
          temporary, java.nio.file.attribute.PosixFilePermissions.fromString("rwx--x--x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Yard yard = new Yard(source, folder);
    yard.run(0, "vault", "init", "--new-key");
    return yard;
  }

  TemporaryCluster source() {
    return source;
  }

  Path path() {
    return folder.path();
  }

  ChildBallast.World world() {
    return new ChildBallast.World(folder.path(), Map.of(), List.of());
  }

  /// Starts a command, its vault named behind it.
  ChildBallast start(String... words) {
    return start(world(), words);
  }

  ChildBallast start(ChildBallast.World world, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--vault", "./vault", "--key", "file:" + key()));
    return ChildBallast.start(world, all);
  }

  Path key() {
    return folder.path().resolve("master.key");
  }

  /// Runs a command to its end, which must have this status, and returns what it said.
  String run(int status, String... words) {
    try (ChildBallast child = start(words)) {
      int ended = child.await();
      assertThat(ended).as(child.said()).isEqualTo(status);
      return child.said();
    }
  }

  /// The source's address, for `--target`.
  String target() {
    ConnectionSettings at = source.settings();
    return "postgresql://%s@%s:%d/%s?sslmode=disable"
        .formatted(at.user(), at.host(), at.port(), at.database());
  }

  /// What the last command printed as its result.
  String out() {
    try {
      return Files.readString(folder.path().resolve("out"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The files of the vault that a backup makes, whole or half.
  List<String> objects() {
    Path vault = folder.path().resolve("vault");
    return under(vault).stream()
        .map(file -> vault.relativize(file).toString())
        .filter(name -> name.matches("(packs|indexes|backups|tmp|locks)/.*"))
        .filter(name -> !name.matches("locks/(gate|evidence)"))
        .toList();
  }

  static List<Path> under(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Neither a process nor a file of a command that ended is left, the vault's own apart.
  void assertNothingRuns() {
    assertThat(ProcessHandle.allProcesses())
        .filteredOn(
            p ->
                p.info().arguments().stream()
                    .flatMap(Stream::of)
                    .anyMatch(word -> word.startsWith(folder.path().toString())))
        .isEmpty();
    assertThat(under(folder.path().resolve("tmp"))).isEmpty();
  }

  void assertSourceIsFree() {
    try (Session session = source.session()) {
      session.execute(AWAIT_GONE);
      assertThat(session.text("SELECT count(*)::text FROM pg_replication_slots")).isEqualTo("0");
      assertThat(
              session.text(
                  "SELECT count(*)::text FROM pg_stat_activity WHERE application_name LIKE 'ballast _%'"))
          .isEqualTo("0");
    }
  }

  @Override
  public void close() {
    folder.close();
    source.close();
  }
}
