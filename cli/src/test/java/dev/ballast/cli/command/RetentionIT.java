package dev.ballast.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.cli.RootCommand;
import dev.ballast.cli.frame.CommandRun;
import dev.ballast.cli.frame.Terminal;
import dev.ballast.evidence.Clock;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/// Backups of a real server are lost, deleted and pruned by the commands; those that stay restore
/// to the very bytes that they restored to before.
class RetentionIT {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /// Thousands of files are written and flushed; no disk has to take them.
  private static final class InMemory implements TempDirFactory {
    @Override
    public Path createTempDirectory(
        AnnotatedElementContext elementContext, ExtensionContext extensionContext)
        throws IOException {
      Path memory = Path.of("/dev/shm");
      return Files.isWritable(memory)
          ? Files.createTempDirectory(memory, "ballast-")
          : Files.createTempDirectory("ballast-");
    }
  }

  @TempDir(factory = InMemory.class)
  private Path folder;

  private int run(String... arguments) {
    out.reset();
    err.reset();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of("--vault", folder.resolve("vault") + "", "--key", "file:" + folder.resolve("key")));
    return CommandRun.of(
            new RootCommand(),
            all,
            new Terminal(
                new PrintStream(out, false, UTF_8),
                new PrintStream(err, false, UTF_8),
                false,
                false,
                Map.of(),
                Clock.system()))
        .status();
  }

  private String said() {
    return out.toString(UTF_8);
  }

  private Set<String> objects() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String sub : List.of("backups", "indexes", "packs")) {
      try (Stream<Path> files = Files.list(folder.resolve("vault").resolve(sub))) {
        files.forEach(file -> names.add(sub + "/" + file.getFileName()));
      }
    }
    return names;
  }

  /// Every file of a restored backup, by its name.
  private Map<String, Integer> restored(String backup, String into) throws IOException {
    Path data = folder.resolve(into);
    assertThat(run("restore", backup, "--files-only", "--to", data.toString()))
        .as(err::toString)
        .isZero();
    Map<String, Integer> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(data.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    assertThat(contents).hasSizeGreaterThan(500);
    return contents;
  }

  private List<String> takeThree() throws IOException {
    try (TemporaryCluster source = TemporaryCluster.of(17, Clock.system()).tcp().start()) {
      try (Session session = source.session()) {
        session.execute("CREATE ROLE ballast LOGIN REPLICATION BYPASSRLS");
        session.execute("GRANT pg_read_all_data, pg_monitor TO ballast");
      }
      String target =
          "postgresql://ballast@127.0.0.1:%d/postgres?sslmode=disable"
              .formatted(source.settings().port());
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        try (Session session = source.session()) {
          session.execute("CREATE TABLE t" + i + " AS SELECT generate_series(1, 9000) AS i");
        }
        Set<String> before = objects();
        assertThat(run("backup", "run", "--target", target, "-q")).as(err::toString).isZero();
        assertThat(said())
            .as("nobody says how, so each builds on the last one")
            .contains(
                ids.isEmpty()
                    ? "the vault has no earlier backup of "
                    : "incremental since " + ids.getLast() + ", every page compared");
        Set<String> added = objects();
        added.removeAll(before);
        added.stream()
            .filter(name -> name.startsWith("backups/"))
            .forEach(name -> ids.add(name.substring("backups/".length())));
      }
      return ids;
    }
  }

  private void listsAndRestoresWithout(List<String> ids, Map<String, Integer> second)
      throws IOException {
    // the index of one is lost: named with its remedy, and a restore does without it
    Files.delete(folder.resolve("vault/indexes/" + ids.get(1)));
    assertThat(run("backup", "list")).isEqualTo(3);
    assertThat(said())
        .containsPattern(ids.get(1) + ".* incomplete")
        .containsPattern(ids.get(2) + ".* good")
        .contains("error: indexes/" + ids.get(1), "    ballast vault repair");
    assertThat(run("backup", "verify", ids.get(1))).isEqualTo(7);
    assertThat(said()).contains("to make it again: ballast vault repair");
    assertThat(restored(ids.get(1), "second-unindexed")).isEqualTo(second);
    assertThat(said()).contains("warning: indexes/" + ids.get(1), "    ballast vault repair");
    assertThat(run("vault", "repair")).isZero();
    assertThat(run("backup", "verify", ids.get(1))).as(this::said).isZero();

    // a pack is lost: its backups are named, and a repair that cannot help is not offered
    Path pack = folder.resolve("vault/packs/" + ids.get(2) + "-000000");
    byte[] chunks = Files.readAllBytes(pack);
    Files.delete(pack);
    assertThat(run("backup", "list")).isEqualTo(3);
    assertThat(said())
        .containsPattern(ids.get(1) + ".* good")
        .containsPattern(ids.get(2) + ".* incomplete")
        .contains("error: packs/" + ids.get(2) + "-000000")
        .doesNotContain("vault repair");
    Files.write(pack, chunks);
    assertThat(run("backup", "list")).as(this::said).isZero();
    assertThat(said()).doesNotContain("incomplete").doesNotContain("as it should be");
  }

  @Test
  void whatStaysRestoresAsBeforeWhateverIsLostDeletedOrPruned() throws IOException {
    // the user that a restored cluster is for must reach it
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    assertThat(run("vault", "init", "--new-key")).as(err::toString).isZero();
    List<String> ids = takeThree();
    Map<String, Integer> second = restored(ids.get(1), "second-before");
    Map<String, Integer> third = restored(ids.get(2), "third-before");

    // the record of the oldest is lost: the others are listed and restore
    Path record = folder.resolve("vault/backups/" + ids.get(0));
    byte[] kept = Files.readAllBytes(record);
    Files.delete(record);
    assertThat(run("backup", "list")).isEqualTo(3);
    assertThat(said()).contains(ids.get(1), ids.get(2)).containsPattern(ids.get(0) + " +lost");
    assertThat(restored(ids.get(2), "third-lost")).isEqualTo(third);
    assertThat(run("vault", "repair")).isEqualTo(7);
    assertThat(said()).contains("backup delete " + ids.get(0));
    Files.write(record, kept);

    listsAndRestoresWithout(ids, second);

    // a rehearsal names what goes, and it goes
    Set<String> before = objects();
    assertThat(run("vault", "prune", "--keep-last", "2", "--dry-run")).isZero();
    String rehearsed = said();
    assertThat(objects()).isEqualTo(before);
    assertThat(run("vault", "prune", "--keep-last", "2")).as(err::toString).isZero();
    Set<String> gone = new TreeSet<>(before);
    gone.removeAll(objects());
    assertThat(gone).contains("backups/" + ids.get(0), "indexes/" + ids.get(0));
    for (String name : before) {
      assertThat(rehearsed.contains("would remove " + name)).isEqualTo(gone.contains(name));
    }
    assertThat(restored(ids.get(1), "second-pruned")).isEqualTo(second);

    // the one that shares most with what went is deleted, too, and the last one is refused
    assertThat(run("backup", "delete", ids.get(1))).as(err::toString).isZero();
    assertThat(restored(ids.get(2), "third-pruned")).isEqualTo(third);
    assertThat(run("backup", "delete", ids.get(2))).isEqualTo(4);
    assertThat(err.toString(UTF_8)).contains("last-backup", "would have no backup left");
    assertThat(run("evidence", "verify")).as(this::said).isZero();
    assertThat(run("vault", "check")).as(this::said).isZero();
    assertThat(said()).startsWith("sound");
    assertThat(run("backup", "delete", ids.get(2), "--allow-last")).isZero();
    assertThat(said()).startsWith("LAST: target ");
    assertThat(objects()).isEmpty();
    assertThat(run("vault", "prune", "--keep-daily", "0")).isEqualTo(2);
  }
}
