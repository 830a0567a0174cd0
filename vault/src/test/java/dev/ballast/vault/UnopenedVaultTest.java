package dev.ballast.vault;

import static dev.ballast.vault.VaultFixture.CHUNK;
import static dev.ballast.vault.VaultFixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.VaultError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is said where a vault cannot be opened, so that no command on it can be the advice.
final class UnopenedVaultTest {
  @TempDir private Path directory;
  private VaultSettings settings;

  @BeforeEach
  void make() {
    settings = VaultFixture.settings(directory);
    Vault.init(settings, key(), CHUNK).close();
  }

  @Test
  void anEmptyVaultFileOfAVaultWithoutObjectsIsToBeFetched() throws IOException {
    empty("vault.json");

    assertAdvice(opening(settings));
  }

  @Test
  void keyringsOfWhichNoneIsWholeAreToBeFetched() throws IOException {
    empty("keys/00000001");
    empty("keys/00000001-copy");

    assertAdvice(opening(settings));
  }

  @Test
  void missingKeyringsAreToBeFetched() throws IOException {
    Files.delete(settings.folder().resolve("keys/00000001"));
    Files.delete(settings.folder().resolve("keys/00000001-copy"));

    assertAdvice(opening(settings));
  }

  private void empty(String object) throws IOException {
    Path file = settings.folder().resolve(object);
    Files.delete(file);
    Files.createFile(file);
  }

  private static void assertAdvice(Fault fault) {
    assertThat(fault.hint().orElseThrow())
        .contains("fetch it from another copy of the vault")
        .doesNotContain("`ballast vault check`");
  }

  @Test
  void aFileIsNoVaultAndNoFailingDisk() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    Fault fault = opening(new VaultSettings(file, directory.resolve("heads"), Clock.system()));

    assertThat(fault.code()).isEqualTo(VaultError.NOT_A_VAULT);
    assertThat(fault.detail()).hasValue("it is a file; a vault is a folder");
  }

  private static Fault opening(VaultSettings settings) {
    return catchThrowableOfType(Fault.class, () -> Vault.open(settings, key()).close());
  }
}
