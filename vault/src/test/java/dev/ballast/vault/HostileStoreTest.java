package dev.ballast.vault;

import static dev.ballast.vault.VaultFixture.CHUNK;
import static dev.ballast.vault.VaultFixture.key;
import static dev.ballast.vault.VaultFixture.noise;
import static dev.ballast.vault.VaultFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.DepositIndex;
import dev.ballast.vault.format.Keyring;
import dev.ballast.vault.format.PackTable;
import dev.ballast.vault.format.SealedObjectKind;
import dev.ballast.vault.format.Sealer;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultId;
import dev.ballast.vault.format.VaultObjectName;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A store that says anything must cost neither memory nor time before its objects are seen to be
/// authentic. The tests run with a heap of 1 GiB; each of these objects claims more.
@Timeout(300)
class HostileStoreTest {
  private static final long HUGE = 64L << 30;

  @TempDir Path directory;
  private Path folder;
  private VaultFixture.Stored stored;

  @BeforeEach
  void vaultWithOneDeposit() {
    folder = directory.resolve("vault");
    try (Vault vault = Vault.init(settings(directory), key(), CHUNK)) {
      stored = VaultFixture.deposit(vault, noise(1, CHUNK));
    }
  }

  private void stretch(String name, long length) throws IOException {
    Path file = folder.resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.write(bytes);
      sparse.setLength(length);
    }
  }

  @Test
  void anObjectStretchedToManyGigabytesIsDamagedAndNotRead() throws IOException {
    for (String name :
        List.of(
            VaultObjectName.record(stored.id()),
            VaultObjectName.index(stored.id()),
            VaultObjectName.pack(stored.id(), 0),
            VaultObjectName.evidence(1))) {
      stretch(name, HUGE);
    }
    try (Vault vault = Vault.open(settings(directory), key())) {
      assertThat(vault.check(CheckDepth.CONTENT, 1).findings())
          .extracting(ObjectFinding::object)
          .contains(
              VaultObjectName.record(stored.id()),
              VaultObjectName.index(stored.id()),
              VaultObjectName.pack(stored.id(), 0),
              VaultObjectName.evidence(1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vault.json", "keys/00000001", "keys/00000001-copy"})
  void whatIsReadBeforeThereIsAKeyIsReadWithABound(String name) throws IOException {
    stretch(name, HUGE);
    try (Vault vault = Vault.open(settings(directory), key())) {
      assertThat(vault.check(CheckDepth.STRUCTURE, 1).findings())
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.object()).isEqualTo(name);
                assertThat(finding.problem()).isEqualTo(VaultError.OBJECT_DAMAGED);
              });
    }
  }

  /// The four bytes that say how long the table of a pack is are not authentic by themselves.
  @Test
  void aPackThatSaysThatItsTableIsHugeIsDamaged() throws IOException {
    String pack = VaultObjectName.pack(stored.id(), 0);
    byte[] bytes = Files.readAllBytes(folder.resolve(pack));
    for (int claimed : new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE, -1, bytes.length}) {
      ByteBuffer.wrap(bytes).putInt(bytes.length - 4, claimed);
      Files.delete(folder.resolve(pack));
      Files.write(folder.resolve(pack), bytes);
      try (Vault vault = Vault.open(settings(directory), key())) {
        assertThat(vault.check(CheckDepth.STRUCTURE, 1).findings())
            .extracting(ObjectFinding::object)
            .containsExactly(pack);
      }
    }
  }

  @Test
  void anEntryWithAHugeNumberMakesNoHugeReport() throws IOException {
    Files.copy(
        folder.resolve(VaultObjectName.evidence(1)),
        folder.resolve(VaultObjectName.evidence(9_999_999_999_999_999L)));
    try (Vault vault = Vault.open(settings(directory), key())) {
      assertThat(vault.evidence().verify().findings()).hasSizeBetween(1, 200);
    }
  }

  @Test
  void aKeyringWithAHugeNumberIsDamageAndNotAnOverflow() throws IOException {
    Files.writeString(folder.resolve("keys/99999999"), "x");
    assertThatThrownBy(() -> Vault.open(settings(directory), key()))
        .isInstanceOfSatisfying(
            Fault.class, f -> assertThat(f.code()).isEqualTo(VaultError.OBJECT_TRUNCATED));
  }

  /// Sealed by somebody with a key: a body that says it is small and decompresses to gigabytes, or
  /// says that it is larger than any object of its kind.
  @Test
  void aBodyNeverDecompressesToMoreThanItsKindHolds() {
    Sealer sealer = new Sealer(Keyring.generate(VaultId.random(), CHUNK));
    String name = VaultObjectName.evidence(1);
    byte[] large = new byte[(16 << 20) + 1];
    byte[] object = sealer.seal(SealedObjectKind.EVIDENCE, name, large);
    assertThat(object.length).isLessThan(10_000);
    assertThatThrownBy(() -> sealer.unseal(SealedObjectKind.EVIDENCE, name, object))
        .isInstanceOfSatisfying(
            Fault.class, f -> assertThat(f.code()).isEqualTo(VaultError.OBJECT_DAMAGED));
    assertThat(Zstd.compress(large).length).isLessThan(10_000);
  }

  @Test
  void tablesAndIndexesReserveNoMoreThanTheyHold() {
    byte[] row = new byte[41];
    ByteBuffer.wrap(row).putInt(32, Integer.MAX_VALUE).putInt(36, Integer.MAX_VALUE);
    assertThatThrownBy(() -> PackTable.decode(row)).isInstanceOf(IllegalArgumentException.class);
    ByteBuffer.wrap(row).putInt(32, -5).putInt(36, 10);
    assertThatThrownBy(() -> PackTable.decode(row)).isInstanceOf(IllegalArgumentException.class);
    ByteBuffer.wrap(row).putInt(32, 100).putInt(36, 10);
    assertThatThrownBy(() -> PackTable.decode(row)).isInstanceOf(IllegalArgumentException.class);
    byte[] count = ByteBuffer.allocate(8).putInt(Integer.MAX_VALUE).putInt(0).array();
    assertThatThrownBy(() -> DepositIndex.decode(count))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
