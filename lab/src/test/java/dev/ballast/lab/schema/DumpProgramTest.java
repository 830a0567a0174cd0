package dev.ballast.lab.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Password;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.TlsMode;
import dev.ballast.postgres.jdbc.Pins;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DumpProgramTest {
  private static DumpProgram program(int version) {
    return new DumpProgram(Path.of("/bin/pg_dump" + version), new ServerVersion(version));
  }

  @Test
  void theNearestNewerProgramIsTaken() {
    List<DumpProgram> programs = List.of(program(180006), program(140024), program(160015));

    assertThat(DumpProgram.nearest(new ServerVersion(150015), programs)).isEqualTo(program(160015));
    assertThat(DumpProgram.nearest(new ServerVersion(140010), programs)).isEqualTo(program(140024));
  }

  @Test
  void anOlderProgramWouldRefuse() {
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> DumpProgram.nearest(new ServerVersion(180006), List.of(program(150018))))
        .satisfies(fault -> assertThat(fault.detail().orElse("")).contains("15.18"));
  }

  @Test
  void theProgramLearnsNeitherThePasswordNorTheAddress() {
    ConnectionSettings target =
        new ConnectionSettings(
            "db.example.org",
            5433,
            "it's",
            "a\\b",
            Optional.of(new Password("secret")),
            new Tls(TlsMode.VERIFY_FULL, Optional.of(Path.of("/ca.pem"))),
            Duration.ofSeconds(7));

    ServerVersion server = ServerVersion.parse("17.2");
    assertThat(Pins.READING.asOptions(server)).endsWith(" -c transaction_timeout=0");
    assertThat(Pins.READING.asOptions(ServerVersion.parse("16.4")))
        .doesNotContain("transaction_timeout");
    assertThat(DumpProgram.conninfo(target, server, Path.of("/dir")))
        .isEqualTo(
            "host='/dir' hostaddr='' port='5432' dbname='it\\'s' user='a\\\\b' passfile='/dev/null'"
                + " connect_timeout='12' application_name='ballast' options='"
                + Pins.READING.asOptions(server).replace("\\", "\\\\")
                + "' sslmode='disable' gssencmode='disable'");
  }
}
