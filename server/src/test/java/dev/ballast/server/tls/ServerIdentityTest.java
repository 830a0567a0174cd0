package dev.ballast.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Fault;
import dev.ballast.server.ServerError;
import dev.ballast.targets.config.ListenSettings.ServerTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerIdentityTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir private Path folder;
  private Path other;

  @BeforeEach
  void folders() throws IOException {
    other = Files.createDirectory(folder.resolve("other"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void aCertificateAndItsKeyAreRead(String kind) {
    ServerTls files = made(folder, kind);

    assertThat(ServerIdentity.read(files, NOW).own().getSubjectX500Principal().getName())
        .isEqualTo("CN=node of a test");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC"})
  void theKeyOfAnotherCertificateIsRefused(String kind) {
    ServerTls mixed = new ServerTls(made(folder, "EC").certificate(), made(other, kind).key());

    assertThat(refused(mixed, NOW)).contains("node.key: its key is not that of ");
  }

  @Test
  void aCertificateOfAnotherTimeIsRefused() {
    ServerTls files = made(folder, "EC");

    assertThat(refused(files, NOW.plus(DAY).plusSeconds(1))).contains("is valid from");
    assertThat(refused(files, NOW.minus(DAY).minusSeconds(1))).contains("is valid from");
  }

  @Test
  void whatIsNoCertificateOrNoKeyIsRefusedByItsFile() throws IOException {
    ServerTls files = made(folder, "EC");
    Path empty = Files.createFile(folder.resolve("empty"));
    Path text = Files.writeString(folder.resolve("text"), "not a certificate\n");
    Path missing = folder.resolve("missing");

    assertThat(refused(new ServerTls(empty, files.key()), NOW)).contains("empty: there is no cert");
    assertThat(refused(new ServerTls(text, files.key()), NOW)).contains("text: ");
    assertThat(refused(new ServerTls(missing, files.key()), NOW)).contains("missing: ");
    assertThat(refused(new ServerTls(files.certificate(), empty), NOW))
        .contains("empty: there is no private key");
    assertThat(refused(new ServerTls(files.certificate(), files.certificate()), NOW))
        .contains("node.pem: there is no private key");
  }

  private static ServerTls made(Path where, String kind) {
    return SelfSigned.make(where, kind, NOW.minus(DAY), NOW.plus(DAY)).files();
  }

  private static String refused(ServerTls files, Instant at) {
    Fault fault = catchThrowableOfType(Fault.class, () -> ServerIdentity.read(files, at));
    assertThat(fault.code()).isEqualTo(ServerError.CERTIFICATE_UNUSABLE);
    return fault.detail().orElseThrow();
  }
}
