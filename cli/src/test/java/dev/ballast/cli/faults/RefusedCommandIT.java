package dev.ballast.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.cli.launch.ChildBallast;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.vault.format.MasterKey;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What an operator reads when a command is refused: code, facts, the way out, the exit status.
@Timeout(300)
final class RefusedCommandIT {

  @Test
  void aWrongAndAMissingKeyAreToldApart() throws IOException {
    try (Yard yard = Yard.of(TemporaryCluster.of(18, Clock.system()).tcp().start())) {
      Path other = yard.path().resolve("other.key");
      MasterKey.generate().save(other);
      List<String> backup =
          List.of("backup", "run", "--target", yard.target(), "--vault", "./vault");

      String wrong = refused(yard.world(), 6, backup, "--key", "file:" + other);
      String absent = refused(yard.world(), 6, backup, "--key", "file:nowhere.key");
      String unset = refused(yard.world(), 6, backup, "--key", "env:BALLAST_NO_SUCH_KEY");

      assertThat(wrong).contains("(wrong-key)").contains("\nhint: ");
      assertThat(absent).contains("nowhere.key").contains("\nhint: ");
      assertThat(unset).contains("BALLAST_NO_SUCH_KEY").contains("\nhint: ");
      assertThat(yard.objects()).isEmpty();
      yard.run(0, "backup", "run", "--target", yard.target());
    }
  }

  @Test
  void damagedPagesAreListedAndTheBackupIsKeptInQuarantine() throws IOException {
    try (Yard yard = Yard.of(TemporaryCluster.of(18, Clock.system()).tcp().start())) {
      String file;
      try (Session session = yard.source().session()) {
        session.execute("CREATE TABLE t AS SELECT repeat('x', 900) FROM generate_series(1, 90)");
        session.execute("CHECKPOINT");
        file = session.text("SELECT pg_relation_filepath('t')");
      }
      yard.source().stop(StopMode.FAST);
      try (RandomAccessFile bytes =
          new RandomAccessFile(yard.source().dataDirectory().resolve(file).toFile(), "rw")) {
        for (int block = 1; block <= 7; block++) {
          bytes.seek(block * 8192L + 5000);
          bytes.write('y');
        }
      }
      yard.source().start();

      String said = yard.run(7, "backup", "run", "--target", yard.target());

      assertThat(said).contains("7 pages of the source").contains("(source-pages-damaged)");
      for (int block = 1; block <= 7; block++) {
        assertThat(said).contains(file + " block " + block + " ");
      }
      assertThat(said).contains("\nhint: ");
      yard.run(0, "backup", "list");
      assertThat(yard.out()).contains("quarantine");
      String latest = yard.run(2, "restore", "latest", "--to", "copy");
      assertThat(latest).contains("(backup-unknown)");
      assertThat(yard.path().resolve("copy")).doesNotExist();
    }
  }

  @Test
  void aProofThatTheVaultCannotTakeIsPrintedAndThenTheReason() {
    try (Yard yard = Yard.of(TemporaryCluster.of(18, Clock.system()).tcp().start())) {
      yard.run(0, "backup", "run", "--target", yard.target());
      String vault = yard.path().resolve("vault").toString();
      try {
        run("mount", "--bind", vault, vault);
      } catch (Fault missing) {
        Assumptions.abort("no folder can be mounted here: " + missing.detail().orElse(""));
      }
      try {
        run("mount", "-o", "remount,bind,ro", vault);

        String said = yard.run(6, "prove", "--target", yard.target(), "--backup", "latest");

        assertThat(yard.out()).contains("proved: backup ").contains("NOT RECORDED");
        assertThat(said)
            .contains("(vault-not-writable)")
            .contains("the finished proof is not in the evidence log")
            .contains("was never proved");
      } finally {
        run("umount", vault);
      }
      yard.run(0, "prove", "--target", yard.target(), "--backup", "latest");
      assertThat(yard.out()).contains("proved: backup ").contains("evidence         entry ");
    }
  }

  private static void run(String... command) {
    ExternalCommand.run(List.of(command), Duration.ofSeconds(20));
  }

  /// The machine of the restore has neither the major nor a way to fetch it.
  @Test
  void aMajorThatIsNotThereIsToldBeforeAnythingIsWritten() throws IOException {
    Assumptions.assumeFalse(
        Files.exists(Path.of("/usr/lib/postgresql/14")),
        "this machine has PostgreSQL 14 installed");
    try (Yard yard = Yard.of(TemporaryCluster.of(14, Clock.system()).tcp().start())) {
      yard.run(0, "backup", "run", "--target", yard.target());
      Path empty = Files.createDirectory(yard.path().resolve("empty"));
      ChildBallast.World bare =
          new ChildBallast.World(
              yard.path(),
              Map.of("BALLAST_CACHE", empty.toString(), "BALLAST_MAVEN", "false"),
              List.of("maven.repo.local=" + empty));

      for (List<String> command :
          List.of(
              List.of("restore", "latest", "--to", "copy"),
              List.of("prove", "--target", yard.target(), "--backup", "latest"))) {
        String said =
            refused(bare, 6, command, "--vault", "./vault", "--key", "file:" + yard.key());

        assertThat(said).contains("(server-not-installed)").contains("14.24").contains("\nhint: ");
      }
      assertThat(yard.path().resolve("copy")).doesNotExist();
      yard.assertNothingRuns();
    }
  }

  private static String refused(
      ChildBallast.World world, int status, List<String> command, String... more) {
    List<String> all = new java.util.ArrayList<>(command);
    all.addAll(List.of(more));
    try (ChildBallast child = ChildBallast.start(world, all)) {
      int ended = child.await();
      assertThat(ended).as(child.said()).isEqualTo(status);
      assertThat(child.said()).containsPattern("(?m)^error: ").doesNotContain("\tat ");
      return child.said();
    }
  }
}
