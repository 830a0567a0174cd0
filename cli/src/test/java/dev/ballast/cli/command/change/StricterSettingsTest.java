package dev.ballast.cli.command.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.targets.config.ChangeSettings;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.RehearsalSettings;
import dev.ballast.targets.config.RehearsalSettings.Rollback;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StricterSettingsTest {
  @Test
  void aPolicyThatTheChangeMayHaveWrittenCanOnlyRefuseMore() {
    StricterSettings stricter =
        StricterSettings.of(
            written(
                """
                    longest-blocking: 1500ms
                    wal: 10GB
                    standby-lag: 10s
                    disk: 50GB
                    rollback: optional
                    database: elsewhere
                    role: nobody
                """));

    assertThat(stricter.counted().rehearsal())
        .isEqualTo(
            new RehearsalSettings(
                Optional.empty(),
                OptionalLong.of(10L << 30),
                Optional.of(Duration.ofSeconds(10)),
                OptionalLong.of(50L << 30),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    assertThat(stricter.ignored())
        .containsExactly(
            "rehearsal.longest-blocking",
            "rehearsal.rollback",
            "rehearsal.database",
            "rehearsal.role");
  }

  @Test
  void oneThatIsStricterThanTheUsualOneCounts() {
    StricterSettings stricter =
        StricterSettings.of(
            written(
                """
                    longest-blocking: 1s
                    rollback: required
                """));

    assertThat(stricter.counted().rehearsal().longestBlocking()).hasValue(Duration.ofSeconds(1));
    assertThat(stricter.counted().rehearsal().rollback()).hasValue(Rollback.REQUIRED);
    assertThat(stricter.ignored()).isEmpty();
  }

  private static ChangeSettings written(String rehearsal) {
    return Configuration.parse(
            Path.of("ballast.yaml").toAbsolutePath(),
            "version: 1\nchange:\n  rehearsal:\n" + rehearsal)
        .change();
  }
}
