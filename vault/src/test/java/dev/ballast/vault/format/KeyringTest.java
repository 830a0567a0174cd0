package dev.ballast.vault.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KeyringTest {
  private static final VaultId VAULT = new VaultId("000102030405060708090a0b0c0d0e0f");
  private static final int CHUNK = 65_536;

  private final MasterKey master = MasterKey.generate();
  private final Keyring keyring = Keyring.generate(VAULT, CHUNK);

  private static void assertFault(VaultError code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.code()).isEqualTo(code));
  }

  @Test
  void comesBackWithTheSameKeys() {
    Keyring back = Keyring.unwrap(1, VAULT, master, keyring.wrap(master));
    assertThat(back.vault()).isEqualTo(VAULT);
    assertThat(back.generation()).isEqualTo(1);
    assertThat(back.chunkSize()).isEqualTo(CHUNK);
    assertThat(back.idKey()).isEqualTo(keyring.idKey());
    assertThat(back.headKey(1)).isEqualTo(keyring.headKey(1));
    assertThat(back.kek(0)).isEqualTo(keyring.kek(0));
    assertThat(back.newestKek()).isZero();
  }

  @Test
  void theNextGenerationKeepsAllKeysAndAddsFreshOnes() {
    Boundary end = new Boundary(17, "ab".repeat(32));
    Keyring next = keyring.next(end);
    assertThat(next.generation()).isEqualTo(2);
    assertThat(next.idKey()).isEqualTo(keyring.idKey());
    assertThat(next.kek(0)).isEqualTo(keyring.kek(0));
    assertThat(next.newestKek()).isEqualTo(1);
    assertThat(next.kek(1)).isNotEqualTo(next.kek(0));
    assertThat(next.headKey(2)).isNotEqualTo(next.headKey(1));
    Keyring back = Keyring.unwrap(2, VAULT, master, next.wrap(master));
    assertThat(back.boundaries()).containsExactly(end);
    assertThat(back.kekOfEntry(17)).isZero();
    assertThat(back.kekOfEntry(18)).isEqualTo(1);
    assertThat(back.kek(1)).isEqualTo(next.kek(1));
  }

  @Test
  void tellsAWrongKeyFromEveryPossibleDamage() {
    byte[] object = keyring.wrap(master);
    assertFault(VaultError.WRONG_KEY, () -> Keyring.unwrap(1, VAULT, MasterKey.generate(), object));
    for (int i = 0; i < object.length; i++) {
      byte[] flipped = object.clone();
      flipped[i] ^= 1;
      assertFault(VaultError.OBJECT_DAMAGED, () -> Keyring.unwrap(1, VAULT, master, flipped));
    }
  }

  @Test
  void doesNotOpenCutShortAtAnyLength() {
    byte[] object = keyring.wrap(master);
    for (int length = 0; length < object.length; length++) {
      byte[] cut = Arrays.copyOf(object, length);
      assertThatThrownBy(() -> Keyring.unwrap(1, VAULT, master, cut))
          .isInstanceOfSatisfying(
              Fault.class,
              fault ->
                  assertThat(fault.code())
                      .isIn(VaultError.OBJECT_TRUNCATED, VaultError.OBJECT_DAMAGED));
    }
  }

  @Test
  void ofAnotherVaultOrGenerationIsDamage() {
    byte[] object = keyring.wrap(master);
    assertFault(
        VaultError.OBJECT_DAMAGED, () -> Keyring.unwrap(1, VaultId.random(), master, object));
    assertFault(VaultError.OBJECT_DAMAGED, () -> Keyring.unwrap(2, VAULT, master, object));
  }

  @Test
  void ofAnotherFormIsReportedAsSuch() {
    byte[] object = keyring.wrap(master);
    object[4] = 1;
    int body = object.length - 32;
    System.arraycopy(Hashes.sha256(Arrays.copyOf(object, body)), 0, object, body, 32);
    assertFault(
        VaultError.VAULT_VERSION_UNSUPPORTED, () -> Keyring.unwrap(1, VAULT, master, object));
  }

  @Test
  void holdsNoKeyInTheClear() {
    byte[] object = keyring.wrap(master);
    assertThat(hex(object)).doesNotContain(hex(keyring.idKey().getEncoded()));
    assertThat(hex(object)).doesNotContain(hex(keyring.kek(0).getEncoded()));
    assertThat(keyring.toString()).contains("hidden");
  }

  private static String hex(byte[] bytes) {
    return java.util.HexFormat.of().formatHex(bytes);
  }
}
