package dev.ballast.vault.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyTest {
  private static final String TEXT = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  @TempDir Path directory;

  private static void assertFault(VaultError code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.code()).isEqualTo(code));
  }

  @Test
  void takesBase64WithWhiteSpaceAroundIt() {
    assertThat(MasterKey.parse("  " + TEXT + "\n").text()).isEqualTo(TEXT);
  }

  @Test
  void takesTheUrlAlphabet() {
    String standard = "+/".repeat(21) + "8=";
    assertThat(MasterKey.parse(standard.replace('+', '-').replace('/', '_')).text())
        .isEqualTo(standard);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n"})
  void blankTextIsAMissingKey(String text) {
    assertFault(VaultError.KEY_MISSING, () -> MasterKey.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"not base64!", "AAEC", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gIQ=="})
  void anythingElseIsMalformed(String text) {
    assertFault(VaultError.KEY_MALFORMED, () -> MasterKey.parse(text));
  }

  @Test
  void generatesADifferentKeyEachTime() {
    assertThat(MasterKey.generate().text()).isNotEqualTo(MasterKey.generate().text()).hasSize(44);
  }

  @Test
  void savesForItsOwnerOnlyAndNeverOverAnotherKey() throws IOException {
    Path file = directory.resolve("key");
    MasterKey.parse(TEXT).save(file);
    assertThat(file).hasContent(TEXT);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertFault(VaultError.KEY_FILE_EXISTS, () -> MasterKey.generate().save(file));
    assertThat(file).hasContent(TEXT);
  }

  @Test
  void cannotBeSavedWhereThereIsNoFolder() {
    assertFault(
        VaultError.VAULT_NOT_WRITABLE,
        () -> MasterKey.generate().save(directory.resolve("missing/key")));
  }

  @Test
  void isNotPrinted() {
    assertThat(MasterKey.parse(TEXT).toString()).isEqualTo("MasterKey[hidden]");
  }
}
