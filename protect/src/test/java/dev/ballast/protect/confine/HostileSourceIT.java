package dev.ballast.protect.confine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.Verdict;
import dev.ballast.machine.Places;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.postgres.server.Installations;
import dev.ballast.protect.TestVault;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.protect.prove.Proving;
import dev.ballast.protect.prove.ProvingSettings;
import dev.ballast.protect.verify.CheckSettings;
import dev.ballast.protect.verify.content.DigestSettings;
import dev.ballast.targets.config.Invariant;
import dev.ballast.vault.Vault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Everything in a database that can carry code is tried at once against a whole proof.
class HostileSourceIT {
  private static final Invariant OF_A_HOSTILE_TABLE =
      new Invariant("orders", "shop", "SELECT id FROM app.orders WHERE id < 0");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void noCodeOfTheDatabaseActsWithPowerOnTheCopyAndEverythingIsStillChecked(int major) {
    try (HostileSource source = HostileSource.start(major);
        Vault vault = TestVault.in(folder)) {
      Backup backup =
          new BackupRun(
                  vault,
                  source.cluster().settings(),
                  BackupSettings.of("source", 3),
                  Clock.system(),
                  Progress.NONE)
              .run();
      assertThat(source.loot()).isEmpty();
      ProvingSettings settings =
          new ProvingSettings(
              2,
              Duration.ofMinutes(5),
              DigestSettings.defaults(0),
              CheckSettings.defaults(),
              List.of(OF_A_HOSTILE_TABLE),
              Installations.ofThisMachine(),
              // What the sandbox would stop as well must be stopped without it.
              Confinement.NONE,
              Places.temporary(),
              "ballast prove",
              Optional.empty());
      Proof proof =
          new Proving(vault, backup, settings, Clock.system(), Progress.NONE).run().proof();
      assertThat(source.loot()).isEmpty();
      assertThat(level(proof, Level.L4).verdict())
          .as(String.join("\n", level(proof, Level.L4).facts()))
          .isEqualTo(Verdict.proved());
      LevelResult constraints = level(proof, Level.L5);
      assertThat(constraints.verdict())
          .as(String.join("\n", constraints.facts()))
          .isEqualTo(Verdict.proved());
      assertThat(constraints.summary()).contains("1 of 1 invariants");
      theSameCodeActsWithPowerWhereASuperuserReads(source);
    }
  }

  /// Without this, the test would pass for code that never runs.
  private static void theSameCodeActsWithPowerWhereASuperuserReads(HostileSource source) {
    try (Session session = source.cluster().session("shop")) {
      session.execute("SET search_path = pg_catalog; SET evil.armed = 'on'");
      session.query("SELECT count(*) FROM ONLY app.orders WHERE evil.b(total, 'check')", row -> 0);
    }
    assertThat(source.loot())
        .contains("check-program", "folded-expression-program", "statistics-program")
        .contains("folded-expression-file", "folded-expression-lo");
  }

  private static LevelResult level(Proof proof, Level level) {
    return proof.levels().stream().filter(r -> r.level() == level).findFirst().orElseThrow();
  }
}
