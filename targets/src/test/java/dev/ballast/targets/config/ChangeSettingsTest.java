package dev.ballast.targets.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeSettingsTest {
  @TempDir private Path folder;

  @Test
  void theWholeSectionIsReadAndPathsStartAtTheFile() throws IOException {
    ChangeSettings change =
        read(
            """
            version: 1
            change:
              server-major: 16
              paths: [migrations, more/sql]
              tool: flyway
              schema: db/schema.sql
              baseline: db/baseline.json
              values: db/values.yaml
              lock-timeout: set-by-connection
              down-scripts: all
              severities:
                create-index: error
                enum-type: "off"
              tables:
                orders:
                  rows: 250M
                  size: 38GB
                  statements-per-second: 310
                audit.log:
                  rows: 2G
            """);

    assertThat(change.serverMajor()).hasValue(16);
    assertThat(change.paths())
        .containsExactly(folder.resolve("migrations"), folder.resolve("more/sql"));
    assertThat(change.tool()).hasValue("flyway");
    assertThat(change.schema()).hasValue(folder.resolve("db/schema.sql"));
    assertThat(change.baseline()).hasValue(folder.resolve("db/baseline.json"));
    assertThat(change.values()).hasValue(folder.resolve("db/values.yaml"));
    assertThat(change.lockTimeout()).isEqualTo(LockTimeoutOrigin.CONNECTION);
    assertThat(change.downScripts()).isEqualTo(DownScriptScope.ALL);
    assertThat(change.severities())
        .isEqualTo(
            Map.of("create-index", Optional.of(Severity.ERROR), "enum-type", Optional.empty()));
    assertThat(change.tables())
        .containsExactly(
            new TableHint(
                "orders",
                OptionalLong.of(250_000_000L),
                OptionalLong.of(40_802_189_312L),
                OptionalLong.of(310)),
            new TableHint(
                "audit.log",
                OptionalLong.of(2_000_000_000L),
                OptionalLong.empty(),
                OptionalLong.empty()));
  }

  @Test
  void thePolicyOfRehearsalsIsRead() throws IOException {
    ChangeSettings change =
        read(
            """
            version: 1
            change:
              rehearsal:
                longest-blocking: 500ms
                wal: 10GB
                standby-lag: 10s
                disk: 1TB
                rollback: optional
                database: shop
                role: shop_owner
            """);

    assertThat(change.rehearsal())
        .isEqualTo(
            new RehearsalSettings(
                Optional.of(Duration.ofMillis(500)),
                OptionalLong.of(10_737_418_240L),
                Optional.of(Duration.ofSeconds(10)),
                OptionalLong.of(1_099_511_627_776L),
                Optional.of(RehearsalSettings.Rollback.OPTIONAL),
                Optional.of("shop"),
                Optional.of("shop_owner")));
    assertThat(read("version: 1\nchange: {tool: flyway}\n").rehearsal())
        .isEqualTo(RehearsalSettings.NONE);
  }

  @Test
  void everyFaultOfTheSectionIsToldWithItsPlace() {
    Fault fault =
        catchThrowableOfType(
            Fault.class,
            () ->
                read(
                    """
                    version: 1
                    change:
                      server-major: 13
                      lock-timeout: 2s
                      severities:
                        create-index: fatal
                      tables:
                        orders:
                          rows: many
                          size: 38 apples
                          colour: red
                      rehearsal:
                        longest-blocking: 31d
                        standby-lag: 90
                        wal: 9999999TB
                        disk: lots
                        rollback: maybe
                        role: " "
                        lag: 1s
                    """));

    assertThat(fault.detail().orElseThrow())
        .contains("ballast.yaml:3:17: server-major must be a whole number from 14 to 18")
        .contains("ballast.yaml:4:17: lock-timeout must be set-by-script or set-by-connection")
        .contains("ballast.yaml:6:19: create-index must be one of error, warning, info, off")
        .contains("ballast.yaml:9:13: rows must be a whole number as in 250M")
        .contains("ballast.yaml:10:13: size must be a whole number as in 38GB")
        .contains("ballast.yaml:11:7: unknown key \"colour\"")
        .contains("ballast.yaml:13:23: longest-blocking must be from 0ms to 30d")
        .contains("ballast.yaml:14:18: standby-lag must be a duration such as 0ms")
        .contains("ballast.yaml:15:10: wal must be less than 2^63")
        .contains("ballast.yaml:16:11: disk must be a whole number as in 38GB")
        .contains("ballast.yaml:17:15: rollback must be required or optional")
        .contains("ballast.yaml:18:11: role must not be empty")
        .contains("ballast.yaml:19:5: unknown key \"lag\"");
  }

  @Test
  void aSmallTableHasItsRowsInDigitsOnly() throws IOException {
    ChangeSettings settings =
        read("version: 1\nchange:\n  tables:\n    currencies:\n      rows: 180\n");

    assertThat(settings.tables().getFirst().rows()).hasValue(180);
  }

  private ChangeSettings read(String yaml) throws IOException {
    return Configuration.read(Files.writeString(folder.resolve("ballast.yaml"), yaml)).change();
  }
}
