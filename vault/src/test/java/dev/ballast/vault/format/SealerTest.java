package dev.ballast.vault.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealerTest {
  private static final String NAME = "backups/20261120t072257z-3f9a1c5e";
  private static final byte[] PLAIN =
      "relation public.orders, 42 rows".getBytes(StandardCharsets.UTF_8);

  private final Keyring keyring = Keyring.generate(VaultId.random(), 65_536);
  private final Sealer sealer = new Sealer(keyring);

  private static void assertFault(VaultError code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.code()).isEqualTo(code));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 31, 1000, 100_000})
  void opensWhatItSealedCompressibleOrNot(int length) {
    byte[] zeros = new byte[length];
    byte[] noise = new byte[length];
    new Random(length).nextBytes(noise);
    for (byte[] plain : new byte[][] {zeros, noise}) {
      byte[] object = sealer.seal(SealedObjectKind.RECORD, NAME, plain);
      assertThat(sealer.unseal(SealedObjectKind.RECORD, NAME, object)).isEqualTo(plain);
    }
  }

  @Test
  void everyFlippedBitIsSeen() {
    byte[] object = sealer.seal(SealedObjectKind.RECORD, NAME, PLAIN);
    for (int bit = 0; bit < object.length * 8; bit++) {
      byte[] flipped = object.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertFault(
          VaultError.OBJECT_DAMAGED, () -> sealer.unseal(SealedObjectKind.RECORD, NAME, flipped));
    }
  }

  @Test
  void aLostEndIsToldAsSuchAtEveryLength() {
    byte[] object = sealer.seal(SealedObjectKind.RECORD, NAME, PLAIN);
    for (int length = 0; length < object.length; length++) {
      byte[] cut = Arrays.copyOf(object, length);
      assertFault(
          VaultError.OBJECT_TRUNCATED, () -> sealer.unseal(SealedObjectKind.RECORD, NAME, cut));
    }
  }

  @Test
  void addedBytesAreDamage() {
    byte[] object = sealer.seal(SealedObjectKind.RECORD, NAME, PLAIN);
    assertFault(
        VaultError.OBJECT_DAMAGED,
        () ->
            sealer.unseal(SealedObjectKind.RECORD, NAME, Arrays.copyOf(object, object.length + 1)));
  }

  @Test
  void isBoundToNameKindAndVault() {
    byte[] object = sealer.seal(SealedObjectKind.RECORD, NAME, PLAIN);
    Sealer elsewhere = new Sealer(Keyring.generate(VaultId.random(), 65_536));
    assertFault(
        VaultError.OBJECT_DAMAGED,
        () -> sealer.unseal(SealedObjectKind.RECORD, NAME.replace('e', 'f'), object));
    assertFault(
        VaultError.OBJECT_DAMAGED, () -> sealer.unseal(SealedObjectKind.INDEX, NAME, object));
    assertFault(
        VaultError.OBJECT_DAMAGED, () -> elsewhere.unseal(SealedObjectKind.RECORD, NAME, object));
  }

  @Test
  void objectsOfAnOlderKeyOpenAfterARotationAndNewOnesUseTheNewKey() {
    Sealer rotated = new Sealer(keyring.next(Boundary.OF_EMPTY_LOG));
    byte[] before = sealer.seal(SealedObjectKind.RECORD, NAME, PLAIN);
    byte[] after = rotated.seal(SealedObjectKind.RECORD, NAME, PLAIN);
    assertThat(rotated.unseal(SealedObjectKind.RECORD, NAME, before)).isEqualTo(PLAIN);
    assertThat(before[7]).isEqualTo((byte) 0);
    assertThat(after[7]).isEqualTo((byte) 1);
    assertFault(
        VaultError.OBJECT_DAMAGED, () -> sealer.unseal(SealedObjectKind.RECORD, NAME, after));
  }

  @Test
  void equalContentIsSealedDifferentlyEachTime() {
    assertThat(sealer.seal(SealedObjectKind.RECORD, NAME, PLAIN))
        .isNotEqualTo(sealer.seal(SealedObjectKind.RECORD, NAME, PLAIN));
  }

  @Test
  void recognisesAnObjectUnderAnotherName() {
    byte[] object = sealer.seal(SealedObjectKind.EVIDENCE, VaultObjectName.evidence(3), PLAIN);
    assertThat(sealer.opensAs(SealedObjectKind.EVIDENCE, VaultObjectName.evidence(3), object))
        .isTrue();
    assertThat(sealer.opensAs(SealedObjectKind.EVIDENCE, VaultObjectName.evidence(2), object))
        .isFalse();
  }
}
