package dev.ballast.targets.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.TlsMode;
import dev.ballast.targets.ProcessEnvironment;
import dev.ballast.targets.secret.PasswordSource;
import dev.ballast.targets.secret.SecretReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeReaderTest {
  @TempDir Path folder;

  @Test
  void everyKeyReachesItsComponent() throws IOException {
    ServeSettings serve =
        read("""
                version: 1
                serve:
                  store:
                    url: postgresql://keeper@store.example.com:6432/figures?sslrootcert=root.pem
                    password: env:STORE_PASSWORD
                    journal: 64MB
                  schedule:
                    window: 22:00-06:00
                    time-zone: Europe/Berlin
                    backup-rate: 50MB
                    vault-check-age: 7d
                    backup-for-recovery-time: true
                """)
            .serve();

    StoreSettings.External store = serve.store().external().orElseThrow();
    assertThat(store.endpoint().host()).isEqualTo("store.example.com");
    assertThat(store.endpoint().port()).isEqualTo(6432);
    assertThat(store.endpoint().database()).isEqualTo("figures");
    assertThat(store.endpoint().user()).isEqualTo("keeper");
    assertThat(store.endpoint().tls().mode()).isEqualTo(TlsMode.VERIFY_FULL);
    assertThat(store.endpoint().tls().rootCertificate()).contains(folder.resolve("root.pem"));
    assertThat(store.password())
        .isEqualTo(new PasswordSource.Referenced(new SecretReference.InVariable("STORE_PASSWORD")));
    assertThat(serve.store().journalBytes()).isEqualTo(64L << 20);
    assertThat(serve.schedule())
        .isEqualTo(
            new ScheduleSettings(
                Optional.of(
                    new DailyWindow(
                        LocalTime.of(22, 0), LocalTime.of(6, 0), ZoneId.of("Europe/Berlin"))),
                Optional.of(50 * 1024),
                Optional.of(Duration.ofDays(7)),
                true));
  }

  @Test
  void withoutTheSectionTheNodeHasAStoreOfItsOwn() throws IOException {
    assertThat(read("version: 1\n").serve()).isEqualTo(ServeSettings.DEFAULTS);
  }

  /// What the process has in its environment is not meant by a file.
  @Test
  void libpqsVariablesFillNothingUp() throws IOException {
    StoreSettings.External store =
        read("version: 1\nserve:\n  store:\n    url: postgresql://keeper@localhost\n")
            .serve()
            .store()
            .external()
            .orElseThrow();

    assertThat(store.endpoint().port()).isEqualTo(Endpoint.DEFAULT_PORT);
    assertThat(store.password()).isInstanceOf(PasswordSource.FromPgPass.class);
  }

  @Test
  void allErrorsAreReportedTogether() throws IOException {
    Fault fault =
        faultOf(
            """
            version: 1
            serve:
              store:
                url: postgresql://keeper:hunter2@localhost/figures
                journal: 1kB
              schedule:
                window: 22:00-06:00
                backup-rate: 1kB
                vault-check-age: 1s
                windo: x
            """);

    assertThat(fault.detail())
        .get()
        .asString()
        .contains("must not hold a password")
        .doesNotContain("hunter2")
        .contains("journal must be from 1MB to 1TB")
        .contains("time-zone")
        .contains("backup-rate must be from 32kB to 1GB")
        .contains("vault-check-age must be from 1h to 365d")
        .contains("unknown key \"windo\", did you mean \"window\"?");
  }

  @Test
  void whatIsReadOnlyWithAnotherKeyIsRefusedWithoutIt() throws IOException {
    Fault fault =
        faultOf(
            """
            version: 1
            serve:
              store:
                password: env:STORE_PASSWORD
              schedule:
                time-zone: Europe/Brelin
            """);

    assertThat(fault.detail())
        .get()
        .asString()
        .contains("password is read only with url")
        .contains("must be a time zone such as UTC or Europe/Berlin");
  }

  private Fault faultOf(String text) throws IOException {
    Path file = write(text);
    return catchThrowableOfType(Fault.class, () -> Configuration.read(file, environment()));
  }

  private Configuration read(String text) throws IOException {
    return Configuration.read(write(text), environment());
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("ballast.yaml"), text);
  }

  private ProcessEnvironment environment() {
    return new ProcessEnvironment(
        Map.of("PGPORT", "7777", "PGPASSWORD", "other", "STORE_PASSWORD", "x"),
        folder,
        folder,
        "somebody");
  }
}
