package dev.ballast.vault;

import static dev.ballast.vault.VaultFixture.CHUNK;
import static dev.ballast.vault.VaultFixture.key;
import static dev.ballast.vault.VaultFixture.noise;
import static dev.ballast.vault.VaultFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.ChunkRef;
import dev.ballast.vault.format.Codec;
import dev.ballast.vault.format.Codecs;
import dev.ballast.vault.format.Keyring;
import dev.ballast.vault.format.MasterKey;
import dev.ballast.vault.format.ObjectKey;
import dev.ballast.vault.format.PackEntry;
import dev.ballast.vault.format.PackTable;
import dev.ballast.vault.format.SealedObjectKind;
import dev.ballast.vault.format.Sealer;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultObjectName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a restore's way of reading notices, and what only a check of the content does.
class AuthenticReadTest {
  private static final byte[] CONTENT = noise(1, CHUNK);

  @TempDir Path directory;
  private VaultFixture.Stored stored;
  private ChunkRef chunk;
  private String pack;
  private Keyring keyring;

  @BeforeEach
  void store() throws IOException {
    try (Vault vault = Vault.init(settings(directory), key(), CHUNK)) {
      stored = VaultFixture.deposit(vault, CONTENT, new byte[CHUNK]);
      chunk = stored.refs().getFirst();
      pack = VaultObjectName.pack(stored.id(), 0);
      byte[] object = Files.readAllBytes(settings(directory).folder().resolve("keys/00000001"));
      keyring = Keyring.unwrap(1, vault.id(), key(), object);
    }
  }

  private static byte[] read(Vault vault, ChunkRef ref) {
    ByteBuffer into = ByteBuffer.allocateDirect(CHUNK + 10).position(7);
    vault.readAuthentic(ref, into);
    assertThat(into.position()).isEqualTo(7 + ref.length());
    byte[] plain = new byte[ref.length()];
    into.get(7, plain);
    return plain;
  }

  private static void assertDamaged(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.code()).isEqualTo(VaultError.OBJECT_DAMAGED));
  }

  private void plant(byte[] bytes) throws IOException {
    Path file = settings(directory).folder().resolve(pack);
    Files.delete(file);
    Files.write(file, bytes);
  }

  /// The pack as the holder of this keyring could have written it: the same table, another content.
  private byte[] forged() {
    Sealer sealer = new Sealer(keyring);
    ObjectKey key = sealer.newKey(pack);
    byte[] other = noise(2, CHUNK);
    try (Codecs codecs = new Codecs(keyring)) {
      Codec codec = codecs.take();
      Codec.Encoded encoded = codec.encode(other, 0, CHUNK, 3);
      PackEntry first =
          new PackEntry(
              chunk.id(), 0, Sealer.HEADER_BYTES, encoded.stored(), CHUNK, encoded.encoding());
      byte[] content = bytes(codec.encrypt(key, first, encoded));
      byte[] zeroes = new byte[CHUNK];
      Codec.Encoded second = codec.encode(zeroes, 0, CHUNK, 3);
      PackEntry next =
          new PackEntry(
              stored.refs().get(1).id(),
              1,
              Sealer.HEADER_BYTES + (long) encoded.stored(),
              second.stored(),
              CHUNK,
              second.encoding());
      byte[] rest = bytes(codec.encrypt(key, next, second));
      codecs.give(codec);
      byte[] table = sealer.sealTrailer(key, PackTable.encode(List.of(first, next)));
      int length = Sealer.HEADER_BYTES + content.length + rest.length + table.length + 4;
      return ByteBuffer.allocate(length)
          .put(sealer.header(SealedObjectKind.PACK, key, length))
          .put(content)
          .put(rest)
          .put(table)
          .putInt(table.length)
          .array();
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  @Test
  void givesWhatWasStoredCompressedOrNot() {
    try (Vault vault = Vault.open(settings(directory), key())) {
      assertThat(read(vault, chunk)).isEqualTo(CONTENT);
      assertThat(read(vault, stored.refs().get(1))).isEqualTo(new byte[CHUNK]);
      ByteBuffer hashed = ByteBuffer.allocateDirect(2 * CHUNK);
      stored.refs().forEach(ref -> vault.read(ref, hashed));
      assertThat(bytes(hashed.flip())).startsWith(CONTENT).endsWith(new byte[CHUNK]);
    }
  }

  @Test
  void noticesWhateverIsChangedWithoutTheKey() throws IOException {
    byte[] sound = Files.readAllBytes(settings(directory).folder().resolve(pack));
    for (int at : new int[] {0, Sealer.HEADER_BYTES, 5000, Sealer.HEADER_BYTES + CHUNK + 15}) {
      byte[] flipped = sound.clone();
      flipped[at] ^= 1;
      plant(flipped);
      try (Vault vault = Vault.open(settings(directory), key())) {
        assertDamaged(() -> read(vault, chunk));
      }
    }
  }

  /// The retired keyring makes tags that match; the id is what it cannot match.
  @Test
  void noticesWhatTheHolderOfARetiredKeyPutInItsPlace() throws IOException {
    MasterKey next = MasterKey.generate();
    try (Vault vault = Vault.open(settings(directory), key())) {
      vault.rotateMasterKey(next);
    }
    try (Vault vault = Vault.open(settings(directory), next)) {
      assertThat(read(vault, chunk)).isEqualTo(CONTENT);
    }
    plant(forged());
    try (Vault vault = Vault.open(settings(directory), next)) {
      assertDamaged(() -> read(vault, chunk));
      assertThat(read(vault, stored.refs().get(1))).isEqualTo(new byte[CHUNK]);
    }
  }

  /// This way of reading believes the holder of the key in use; the check that L0 stands on does
  /// not.
  @Test
  void whatTheHolderOfTheKeyInUsePutInItsPlaceIsFoundByACheck() throws IOException {
    plant(forged());
    try (Vault vault = Vault.open(settings(directory), key())) {
      assertThat(read(vault, chunk)).isEqualTo(noise(2, CHUNK));
      assertDamaged(() -> vault.read(chunk));
      assertDamaged(() -> vault.read(chunk, ByteBuffer.allocateDirect(CHUNK)));
      assertThat(vault.check(CheckDepth.CONTENT, 1).findings())
          .extracting(ObjectFinding::object)
          .containsExactly(pack);
    }
  }

  @Test
  void tellsTheContentOfAChunkFromOtherBytes() {
    try (Vault vault = Vault.open(settings(directory), key())) {
      ByteBuffer content = ByteBuffer.allocateDirect(CHUNK).put(CONTENT).flip();
      assertThat(vault.isContent(chunk, content)).isTrue();
      assertThat(content.remaining()).isEqualTo(CHUNK);
      assertThat(vault.isContent(stored.refs().get(1), content)).isFalse();
      assertThat(vault.isContent(chunk, content.limit(CHUNK - 1))).isFalse();
      assertThat(vault.isContent(chunk, ByteBuffer.wrap(CONTENT))).isTrue();
      assertThat(vault.isContent(chunk, content.limit(CHUNK).put(5, (byte) ~CONTENT[5]))).isFalse();
    }
  }

  @Test
  void refusesABufferThatIsNotFitForIt() {
    try (Vault vault = Vault.open(settings(directory), key())) {
      assertThatThrownBy(() -> vault.readAuthentic(chunk, ByteBuffer.allocate(CHUNK)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> vault.readAuthentic(chunk, ByteBuffer.allocateDirect(CHUNK - 1)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
