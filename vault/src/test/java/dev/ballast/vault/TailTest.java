package dev.ballast.vault;

import static dev.ballast.vault.VaultFixture.CHUNK;
import static dev.ballast.vault.VaultFixture.key;
import static dev.ballast.vault.VaultFixture.noise;
import static dev.ballast.vault.VaultFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.MasterKey;
import dev.ballast.vault.format.TailName;
import dev.ballast.vault.format.VaultError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TailTest {
  private static final long STREAM = 0xFEDCBA9876543210L;
  private static final byte[] FIRST = noise(1, 5000);
  private static final byte[] SECOND = new byte[70_000];
  private static final byte[] THIRD = noise(3, 100);

  @TempDir Path directory;
  private Vault vault;

  @BeforeEach
  void init() {
    vault = Vault.init(settings(directory), key(), CHUNK);
  }

  @AfterEach
  void close() {
    vault.close();
  }

  private TailName written() {
    try (Tails.Stream stream = vault.tails().write(STREAM, Duration.ZERO);
        TailWriter writer = stream.begin(7, 0x3000000)) {
      for (byte[] frame : List.of(FIRST, SECOND, THIRD)) {
        writer.append(frame, 0, frame.length);
      }
      writer.force();
      return writer.name();
    }
  }

  private Path file(TailName tail) {
    return vault.folder().resolve("tails").resolve(tail.toString());
  }

  /// What can be read, and whether there was more.
  private static final class Content {
    private final byte[] bytes;
    private final boolean torn;

    private Content(byte[] bytes, boolean torn) {
      this.bytes = bytes;
      this.torn = torn;
    }

    private byte[] bytes() {
      return bytes;
    }

    private boolean torn() {
      return torn;
    }
  }

  private Content content(TailName tail) {
    try (Vault fresh = Vault.open(settings(directory), key())) {
      return content(fresh.tails().read(tail));
    }
  }

  private static Content content(TailReader reader) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Optional<byte[]> part = reader.next(); part.isPresent(); part = reader.next()) {
      all.writeBytes(part.get());
    }
    return new Content(all.toByteArray(), reader.torn());
  }

  private static byte[] whole() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    List.of(FIRST, SECOND, THIRD).forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static void replace(Path file, byte[] bytes) throws IOException {
    Files.delete(file);
    Files.write(file, bytes);
  }

  @Test
  void whatWasAppendedIsReadBackAndNamedByItsPlace() {
    TailName tail = written();

    assertThat(tail.toString()).startsWith("fedcba9876543210-00000007-0000000003000000-");
    assertThat(vault.tails().of(STREAM)).containsExactly(tail);
    assertThat(vault.tails().of(1)).isEmpty();
    assertThat(content(tail).bytes()).isEqualTo(whole());
    assertThat(content(tail).torn()).isFalse();
  }

  @Test
  void aTailCutAnywhereHasItsWholeFramesAndNothingElse() throws IOException {
    TailName tail = written();
    byte[] stored = Files.readAllBytes(file(tail));
    int afterFirst = FIRST.length;
    for (int length = 76; length < stored.length; length += 7) {
      replace(file(tail), Arrays.copyOf(stored, length));
      Content found = content(tail);
      assertThat(found.bytes().length).isIn(0, afterFirst, afterFirst + SECOND.length);
      assertThat(found.bytes()).isEqualTo(Arrays.copyOf(whole(), found.bytes().length));
    }
  }

  @Test
  void noAlteredByteIsEverRead() throws IOException {
    TailName tail = written();
    byte[] stored = Files.readAllBytes(file(tail));
    for (int at = 0; at < stored.length; at += 11) {
      byte[] altered = stored.clone();
      altered[at] ^= 0x10;
      replace(file(tail), altered);
      if (at < 76) {
        assertThatThrownBy(() -> content(tail))
            .isInstanceOfSatisfying(
                Fault.class, f -> assertThat(f.code()).isEqualTo(VaultError.OBJECT_DAMAGED));
      } else {
        Content found = content(tail);
        assertThat(found.torn()).isTrue();
        assertThat(found.bytes()).isEqualTo(Arrays.copyOf(whole(), found.bytes().length));
        assertThat(found.bytes().length).isLessThan(whole().length);
      }
    }
  }

  @Test
  void aTailUnderAnotherNameOrOfAnotherVaultDoesNotOpen() throws IOException {
    TailName tail = written();
    TailName elsewhere = TailName.next(STREAM, 8, tail.start());
    Files.copy(file(tail), file(elsewhere));
    assertThatThrownBy(() -> content(elsewhere)).isInstanceOf(Fault.class);

    try (Vault other = Vault.init(settings(directory.resolve("other")), key(), CHUNK)) {
      Files.createDirectories(other.folder().resolve("tails"));
      Files.copy(file(tail), other.folder().resolve("tails").resolve(tail.toString()));
      assertThatThrownBy(() -> other.tails().read(tail)).isInstanceOf(Fault.class);
    }
  }

  @Test
  void oneWriterHasAStreamAndOthersAreRefused() {
    try (Tails.Stream _ = vault.tails().write(STREAM, Duration.ZERO);
        Tails.Stream _ = vault.tails().write(STREAM + 1, Duration.ZERO)) {
      assertThatThrownBy(() -> vault.tails().write(STREAM, Duration.ZERO))
          .isInstanceOfSatisfying(
              Fault.class, f -> assertThat(f.code()).isEqualTo(VaultError.VAULT_BUSY));
    }
  }

  @Test
  void theKeyIsNotRotatedWhileThereAreTails() {
    TailName tail = written();
    assertThatThrownBy(() -> vault.rotateMasterKey(MasterKey.generate()))
        .isInstanceOfSatisfying(
            Fault.class, f -> assertThat(f.code()).isEqualTo(VaultError.VAULT_BUSY));
    assertThat(content(tail).bytes()).isEqualTo(whole());

    try (Tails.Stream stream = vault.tails().write(STREAM, Duration.ZERO)) {
      stream.remove(List.of(tail));
    }
    assertThat(vault.rotateMasterKey(MasterKey.generate())).isEqualTo(2);
  }

  @Test
  void whatARetiredKeySealedIsNoTail() throws IOException {
    TailName tail = written();
    byte[] stored = Files.readAllBytes(file(tail));
    Files.delete(file(tail));
    MasterKey next = MasterKey.generate();
    vault.rotateMasterKey(next);

    try (Vault rotated = Vault.open(settings(directory), next)) {
      Files.write(file(tail), stored);
      assertThatThrownBy(() -> rotated.tails().read(tail))
          .isInstanceOfSatisfying(
              Fault.class, f -> assertThat(f.detail().orElseThrow()).contains("retired"));
      assertThatThrownBy(
              () -> {
                try (Tails.Stream stream = vault.tails().write(STREAM, Duration.ZERO)) {
                  stream.begin(1, 0);
                }
              })
          .as("a vault that was opened before the rotation")
          .isInstanceOf(Fault.class);
    }
  }
}
