package dev.ballast.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.machine.ExternalCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A process that may make no large file, as with `ulimit -f`.
@Timeout(300)
final class LimitedFilesTest {
  @TempDir private Path folder;

  @Test
  void aLibraryThatCannotBeUnpackedIsAFaultOfTheEnvironment() throws IOException {
    assertThat(outcomeWith("ulimit -f 200; ", List.of()))
        .startsWith("compression-missing PRECONDITION")
        .contains("File too large")
        .contains("ulimit -f");
  }

  @Test
  void itKeepsAVaultFromBeingReadJustAsWell() throws IOException {
    try (Vault vault =
        Vault.init(VaultFixture.settings(folder), VaultFixture.key(), VaultFixture.CHUNK)) {
      VaultFixture.deposit(vault, VaultFixture.noise(1, VaultFixture.CHUNK));
    }

    assertThat(outcomeWith("ulimit -f 200; ", List.of())).startsWith("compression-missing");
    assertThat(outcomeWith("", List.of())).isEqualTo("[]");
  }

  @Test
  void soIsAFolderForTemporaryFilesThatIsMissing() throws IOException {
    assertThat(outcomeWith("", List.of("-Djava.io.tmpdir=" + folder.resolve("none"))))
        .startsWith("compression-missing PRECONDITION")
        .contains(folder.resolve("none").toString());
  }

  /// In blocks of 512 bytes, or of 1024 by another shell: the library fits, the deposit does not.
  @Test
  void anObjectThatBecomesTooLargeIsToldApartFromAFullDisk() throws IOException {
    assertThat(outcomeWith("ulimit -f 6000; ", List.of()))
        .startsWith("vault-full PRECONDITION")
        .contains("is too large")
        .contains("ulimit -f");
  }

  @Test
  void withoutALimitTheDepositIsMade() throws IOException {
    assertThat(outcomeWith("", List.of())).isEqualTo("stored");
  }

  private String outcomeWith(String limit, List<String> options) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "/bin/sh",
                "-c",
                limit + "exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED"));
    words.addAll(options);
    words.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            LimitedDeposit.class.getName(),
            folder.toString()));
    ExternalCommand.run(words, Duration.ofSeconds(50));
    return Files.readString(folder.resolve("outcome"));
  }
}
