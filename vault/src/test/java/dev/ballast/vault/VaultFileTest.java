package dev.ballast.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultId;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultFileTest {
  private static final VaultId VAULT = new VaultId("000102030405060708090a0b0c0d0e0f");

  private static void assertFault(VaultError code, String json) {
    assertThatThrownBy(() -> VaultFile.decode(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.code()).isEqualTo(code));
  }

  @Test
  void isAsDocumented() {
    // printf 'ballast-vault 2 000102030405060708090a0b0c0d0e0f 65536' | sha256sum
    assertThat(new String(VaultFile.of(VAULT, 65_536).encode(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"format\":\"ballast-vault\",\"version\":2,"
                + "\"id\":\"000102030405060708090a0b0c0d0e0f\",\"chunkSize\":65536,"
                + "\"checksum\":\"96cdbf269848ce9b2b1b24ad4496a4a238ba76a38ba7636757e373281c18892a\"}");
    assertThat(VaultFile.decode(VaultFile.of(VAULT, 65_536).encode()))
        .isEqualTo(VaultFile.of(VAULT, 65_536));
  }

  @Test
  void aNewerFormIsToldFromDamage() {
    // printf 'ballast-vault 3 000102030405060708090a0b0c0d0e0f 65536' | sha256sum
    String newer =
        "{\"format\":\"ballast-vault\",\"version\":3,"
            + "\"id\":\"000102030405060708090a0b0c0d0e0f\",\"chunkSize\":65536,"
            + "\"checksum\":\"ad9d7a65860c0d480987a102ba3ff213ad2cf98c4b148b30a17d6e58f52b15bd\"}";
    assertFault(VaultError.VAULT_VERSION_UNSUPPORTED, newer);
    assertFault(VaultError.OBJECT_DAMAGED, newer.replace("\"version\":3", "\"version\":4"));
  }

  /// Form 1 had no entries of commits in its log and no boundaries in its keyring.
  @Test
  void theOlderFormIsRefusedAndNotGuessedAt() {
    // printf 'ballast-vault 1 000102030405060708090a0b0c0d0e0f 65536' | sha256sum
    assertFault(
        VaultError.VAULT_VERSION_UNSUPPORTED,
        "{\"format\":\"ballast-vault\",\"version\":1,"
            + "\"id\":\"000102030405060708090a0b0c0d0e0f\",\"chunkSize\":65536,"
            + "\"checksum\":\"cf66dc2b959cd1682e9bf98c73ff137e49f6cfde1d52b3b329f7280de26017e7\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "{}", "[]", "{\"version\":1,\"chunkSize\":1}", "{\"id\":\"x\"}"})
  void anythingElseIsDamage(String json) {
    assertFault(VaultError.OBJECT_DAMAGED, json);
  }
}
