package dev.ballast.targets.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Finding;
import dev.ballast.evidence.Severity;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.TlsMode;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.targets.config.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// A server that offers TLS with a certificate for `localhost`.
class TlsTargetIT {
  /// The certificates of the room `postgres`, explained there.
  private static final Path CERTIFICATES =
      Path.of("../postgres/src/test/resources/dev/ballast/postgres/wire");

  private static PreparedTarget server;

  @BeforeAll
  static void offerTls() throws IOException {
    server = PreparedTarget.start(TemporaryCluster.of(ServerVersion.NEWEST_MAJOR, Clock.system()));
    for (String name : List.of("server.crt", "server.key")) {
      Path file = server.cluster().dataDirectory().resolve(name);
      // The server makes the file, so that it belongs to the user the server runs as.
      server.run("postgres", List.of("COPY (SELECT 1) TO '" + file + "'"));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      Files.write(file, Files.readAllBytes(CERTIFICATES.resolve(name)));
    }
    server.run("postgres", List.of("ALTER SYSTEM SET ssl = on"));
    server.restart();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(TlsMode.class)
  void everyModeIsAdmittedWithTheRightRoot(TlsMode mode) {
    assertThat(check("localhost", mode, "ca.crt").findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "VERIFY_CA, localhost, stranger-ca.crt",
    "VERIFY_FULL, localhost, stranger-ca.crt",
    "VERIFY_FULL, 127.0.0.1, ca.crt",
    "VERIFY_FULL, localhost, absent.crt",
  })
  void aCertificateThatIsNotProvenIsToldWithTheKeysThatFixIt(
      TlsMode mode, String host, String root) {
    List<Finding> found = check(host, mode, root).findings();
    Fault backup = refusal(host, mode, root);

    assertThat(found).extracting(Finding::id).containsExactly("session");
    assertThat(found.getFirst().message())
        .isEqualTo("the connection could not be secured: " + backup.detail().orElseThrow());
    assertThat(found.getFirst().remedy().orElseThrow()).contains("root-certificate: ", "host");
  }

  /// `0.0.0.0` leads to this machine, and its name does not say so.
  @Test
  void aServerWhoseIdentityIsNotCheckedIsToldAndFixedByTheKeys() {
    List<Finding> found = check("0.0.0.0", TlsMode.REQUIRE, "ca.crt").findings();

    assertThat(found).extracting(Finding::id).containsExactly("server-identity");
    assertThat(found.getFirst().severity()).isEqualTo(Severity.WARNING);
    assertThat(found.getFirst().remedy().orElseThrow())
        .endsWith("tls: verify-full\nroot-certificate: PATH");
    assertThat(check("localhost", TlsMode.VERIFY_FULL, "ca.crt").findings()).isEmpty();
  }

  private static TargetReport check(String host, TlsMode mode, String root) {
    return TargetCheck.run(target(host, mode, root), Clock.system());
  }

  /// What a backup, which begins with a session, says of the same connection.
  private static Fault refusal(String host, TlsMode mode, String root) {
    return catchThrowableOfType(
        Fault.class,
        () ->
            Session.open(target(host, mode, root).connection(), SessionOptions.of("ballast backup"))
                .close());
  }

  private static Target target(String host, TlsMode mode, String root) {
    return server.target(host, "postgres", new Tls(mode, Optional.of(CERTIFICATES.resolve(root))));
  }
}
