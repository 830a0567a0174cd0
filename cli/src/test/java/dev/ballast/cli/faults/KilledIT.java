package dev.ballast.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.cli.launch.ChildBallast;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.ExitCode;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Commands that are killed or interrupted when they have said a certain word: the next run removes
/// what a killed one left and says so; an interrupted one leaves nothing.
@Timeout(300)
final class KilledIT {
  private static Yard yard;

  @BeforeAll
  static void build() {
    yard = Yard.of(TemporaryCluster.of(18, Clock.system()).tcp().start());
    try (Session session = yard.source().session()) {
      session.execute("CREATE TABLE t AS SELECT g, md5(g::text) FROM generate_series(1, 20000) g");
    }
    yard.run(0, "backup", "run", "--target", yard.target());
  }

  @AfterAll
  static void close() {
    yard.close();
  }

  /// While the files are copied, which is slowed down; and while the content is read.
  @ParameterizedTest
  @ValueSource(strings = {"backing up [", "backing up:"})
  void whatAKilledBackupLeftTheNextOneRemovesAndSaysSo(String word) {
    List<String> before = yard.objects();
    kill(word, backup(word));
    assertThat(yard.objects()).anyMatch(name -> name.startsWith("locks/"));

    String said = yard.run(0, "backup", "run", "--target", yard.target());

    assertThat(said).contains("removed ").contains("left by 1 interrupted backup");
    assertThat(yard.objects())
        .containsAll(before)
        .noneMatch(name -> name.startsWith("tmp/") || name.startsWith("locks/"));
    assertThat(backups(yard.objects())).isEqualTo(backups(before) + 1);
    yard.assertSourceIsFree();
    yard.assertNothingRuns();
  }

  @ParameterizedTest
  @ValueSource(strings = {"backing up [", "backing up:"})
  void anInterruptedBackupLeavesNothing(String word) {
    List<String> before = yard.objects();

    interrupt(word, backup(word));

    assertThat(yard.objects()).isEqualTo(before);
    yard.assertSourceIsFree();
    yard.assertNothingRuns();
  }

  private static String[] backup(String word) {
    return word.endsWith("[")
        ? new String[] {"backup", "run", "--target", yard.target(), "--max-rate", "4096"}
        : new String[] {"backup", "run", "--target", yard.target()};
  }

  /// While the restored server starts and recovers.
  @Test
  void whatAKilledRestoreLeftTheNextOneRemovesAndSaysSo() {
    Path into = yard.path().resolve("copy");
    kill("restoring:", "restore", "latest", "--to", into.toString());
    assertThat(into.resolve(".ballast-restore")).exists();

    String said = yard.run(0, "restore", "latest", "--to", into.toString());

    assertThat(said).contains("removing what an interrupted restore left in " + into);
    assertThat(into.resolve("PG_VERSION")).exists();
    assertThat(into.resolve(".ballast-restore")).doesNotExist();
    yard.assertNothingRuns();
  }

  @Test
  void anInterruptedRestoreLeavesNothing() {
    Path into = yard.path().resolve("interrupted");

    interrupt("restoring:", "restore", "latest", "--to", into.toString());

    assertThat(into).doesNotExist();
    yard.assertNothingRuns();
  }

  /// While the copy starts, and while it runs and is compared.
  @ParameterizedTest
  @ValueSource(strings = {"restoring:", "recovering to"})
  void whatAKilledProofLeftTheNextOneRemovesAndSaysSo(String word) {
    kill(word, prove());
    assertThat(Yard.under(yard.path().resolve("tmp"))).isNotEmpty();

    String said = yard.run(0, prove());

    assertThat(said).contains("removed ").contains("of an interrupted run");
    yard.assertNothingRuns();
  }

  @ParameterizedTest
  @ValueSource(strings = {"restoring:", "recovering to"})
  void anInterruptedProofLeavesNothing(String word) {
    interrupt(word, prove());

    yard.assertNothingRuns();
    yard.run(0, "evidence", "verify");
  }

  private static String[] prove() {
    return new String[] {"prove", "--target", yard.target(), "--backup", "latest"};
  }

  private static void kill(String word, String... command) {
    try (ChildBallast child = yard.start(command)) {
      assertThat(child.awaitSaid(word)).as(child.said()).isTrue();
      child.kill();
    }
  }

  private static void interrupt(String word, String... command) {
    try (ChildBallast child = yard.start(command)) {
      assertThat(child.awaitSaid(word)).as(child.said()).isTrue();
      child.interrupt();
      assertThat(child.await()).as(child.said()).isEqualTo(ExitCode.INTERRUPTED.status());
      assertThat(child.said()).contains("(interrupted)");
    }
  }

  private static long backups(List<String> objects) {
    return objects.stream().filter(name -> name.startsWith("backups/")).count();
  }
}
