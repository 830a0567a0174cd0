package dev.ballast.vault.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Mac;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {
  private static final String NAME = "packs/20261120t072257z-3f9a1c5e-000000";

  private final Keyring keyring = Keyring.generate(VaultId.random(), 65_536);
  private final Sealer sealer = new Sealer(keyring);
  private final Codec codec = new Codec(keyring);
  private ObjectKey key = sealer.newKey(NAME);

  @AfterEach
  void free() {
    codec.close();
  }

  @Test
  void anIdIsTheKeyedHashOfThePlainHash() throws GeneralSecurityException {
    byte[] plain = "abc".getBytes(StandardCharsets.US_ASCII);
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(plain);
    assertThat(HexFormat.of().formatHex(hash))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(keyring.idKey());
    assertThat(codec.id(plain, 0, 3).toString())
        .isEqualTo(HexFormat.of().formatHex(mac.doFinal(hash)));
  }

  @Test
  void anIdDependsOnTheVault() {
    try (Codec other = new Codec(Keyring.generate(VaultId.random(), 65_536))) {
      byte[] plain = new byte[100];
      assertThat(other.id(plain, 0, 100)).isNotEqualTo(codec.id(plain, 0, 100));
    }
  }

  private static final class Packed {
    private final PackEntry place;
    private final byte[] stored;

    private Packed(PackEntry place, byte[] stored) {
      this.place = place;
      this.stored = stored;
    }
  }

  /// In a pack of its own: the JDK refuses to encrypt twice with one key and nonce, and so do we.
  private Packed pack(byte[] plain, int ordinal, long offset) {
    key = sealer.newKey(NAME);
    ChunkId id = codec.id(plain, 0, plain.length);
    Codec.Encoded encoded = codec.encode(plain, 0, plain.length, 3);
    PackEntry place =
        new PackEntry(id, ordinal, offset, encoded.stored(), plain.length, encoded.encoding());
    ByteBuffer sealed = codec.encrypt(key, place, encoded);
    byte[] stored = new byte[sealed.remaining()];
    sealed.get(stored);
    return new Packed(place, stored);
  }

  private byte[] unpack(PackEntry place, byte[] stored) {
    codec.storedBuffer(place).put(stored);
    byte[] plain = new byte[place.plain()];
    codec.decode(key, place, plain, 0);
    return plain;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 4096, 65_536})
  void givesBackWhatWasPutWhetherItCompressesOrNot(int length) {
    byte[] noise = new byte[length];
    new Random(length).nextBytes(noise);
    for (byte[] plain : new byte[][] {noise, new byte[length]}) {
      Packed packed = pack(plain, 7, 1000);
      assertThat(unpack(packed.place, packed.stored)).isEqualTo(plain);
    }
  }

  @Test
  void storesRawWhatDoesNotBecomeSmaller() {
    byte[] noise = new byte[5000];
    new Random(1).nextBytes(noise);
    assertThat(pack(noise, 0, 76).place.encoding()).isEqualTo(Encoding.RAW);
    assertThat(pack(noise, 0, 76).place.stored()).isEqualTo(5016);
    Packed zeros = pack(new byte[5000], 0, 76);
    assertThat(zeros.place.encoding()).isEqualTo(Encoding.ZSTD);
    assertThat(zeros.place.stored()).isLessThan(100);
  }

  @Test
  void everyFlippedByteIsSeen() {
    Packed packed = pack("a row of a table".getBytes(StandardCharsets.US_ASCII), 0, 76);
    for (int i = 0; i < packed.stored.length; i++) {
      byte[] flipped = packed.stored.clone();
      flipped[i] ^= 1;
      assertDamaged(packed.place, flipped);
    }
  }

  @Test
  void aChunkIsBoundToItsPlaceAndDescription() {
    byte[] plain = new byte[3000];
    new Random(2).nextBytes(plain);
    Packed packed = pack(plain, 3, 500);
    PackEntry place = packed.place;
    ChunkId otherId = codec.id(plain, 0, 10);
    PackEntry[] wrong = {
      new PackEntry(otherId, 3, 500, place.stored(), 3000, Encoding.RAW),
      new PackEntry(place.id(), 4, 500, place.stored(), 3000, Encoding.RAW),
      new PackEntry(place.id(), 3, 501, place.stored(), 3000, Encoding.RAW),
      new PackEntry(place.id(), 3, 500, place.stored(), 3001, Encoding.RAW),
      new PackEntry(place.id(), 3, 500, place.stored(), 3000, Encoding.ZSTD),
    };
    for (PackEntry entry : wrong) {
      assertDamaged(entry, packed.stored);
    }
  }

  /// What only a holder of the key can make: right tag, wrong content.
  @Test
  void contentThatIsNotWhatTheIdStandsForIsSeen() {
    byte[] plain = new byte[3000];
    new Random(3).nextBytes(plain);
    ChunkId otherId = codec.id(plain, 0, 10);
    Codec.Encoded encoded = codec.encode(plain, 0, 3000, 3);
    PackEntry place = new PackEntry(otherId, 0, 76, 3016, 3000, Encoding.RAW);
    byte[] stored = new byte[3016];
    codec.encrypt(key, place, encoded).get(stored);
    assertDamaged(place, stored);
  }

  @Test
  void contentOfAnotherLengthThanTheTableSaysIsSeen() {
    byte[] zeros = new byte[3000];
    Codec.Encoded encoded = codec.encode(zeros, 0, 3000, 3);
    for (int length : new int[] {2999, 3001}) {
      key = sealer.newKey(NAME);
      PackEntry place =
          new PackEntry(codec.id(zeros, 0, 3000), 0, 76, encoded.stored(), length, Encoding.ZSTD);
      byte[] stored = new byte[encoded.stored()];
      codec.encrypt(key, place, encoded).get(stored);
      assertDamaged(place, stored);
    }
  }

  private void assertDamaged(PackEntry place, byte[] stored) {
    assertThatThrownBy(() -> unpack(place, stored))
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(VaultError.OBJECT_DAMAGED);
              assertThat(fault.getMessage()).contains(key.name());
              assertThat(fault.detail().orElseThrow()).contains("chunk " + place.ordinal());
            });
  }
}
