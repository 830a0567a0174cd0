package dev.ballast.vault;

import static dev.ballast.vault.VaultFixture.key;
import static dev.ballast.vault.VaultFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.log.EvidenceEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A vault of form 2, written once and kept: whatever changes in Ballast, it must stay readable.
class GoldenVaultTest {
  private static final Path GOLDEN = Path.of("src/test/resources/dev/ballast/vault/golden");

  @TempDir Path directory;

  record Note(String text) {}

  @BeforeEach
  void copy() throws IOException {
    try (Stream<Path> walk = Files.walk(GOLDEN)) {
      walk.forEach(this::copy);
    }
    Files.createDirectory(directory.resolve("vault/locks"));
    Files.createDirectory(directory.resolve("vault/tmp"));
  }

  private void copy(Path path) {
    Path target = directory.resolve(GOLDEN.relativize(path).toString());
    try {
      if (Files.isDirectory(path)) {
        Files.createDirectories(target);
      } else {
        Files.copy(path, target);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void opensAndReadsInFull() {
    try (Vault vault = Vault.open(settings(directory), key())) {
      List<DepositId> deposits = vault.deposits();
      assertThat(deposits).hasSize(2);
      assertThat(
              deposits.stream()
                  .map(vault::record)
                  .map(bytes -> new String(bytes, StandardCharsets.US_ASCII)))
          .containsExactlyInAnyOrder("the first record", "the second record");
      CheckReport report = vault.check(CheckDepth.CONTENT, 1);
      // it was written before there were two copies of the keyring
      assertThat(report.clean()).isTrue();
      assertThat(report.findings())
          .extracting(ObjectFinding::object)
          .containsExactly("keys/00000002-copy");
      assertThat(report.chunks()).isEqualTo(3);
      assertThat(report.evidence().orElseThrow().isProved()).isTrue();
      assertThat(vault.evidence().list())
          .extracting(EvidenceEntry::kind)
          .containsExactly("deposit-committed", "note", "key-rotated", "deposit-committed", "note");
      assertThat(vault.evidence().list().stream().filter(entry -> entry.kind().equals("note")))
          .extracting(entry -> entry.as(Note.class).text())
          .containsExactly("the first entry", "the second entry");
    }
  }

  @Test
  void gainsTheSecondKeyringWithTheNextSweepAndOpensByEither() throws IOException {
    Path keys = directory.resolve("vault/keys");
    try (Vault vault = Vault.open(settings(directory), key())) {
      vault.sweep();
      assertThat(vault.check(CheckDepth.STRUCTURE, 1).findings()).isEmpty();
    }
    assertThat(keys.resolve("00000002-copy"))
        .hasBinaryContent(Files.readAllBytes(keys.resolve("00000002")));
    Files.delete(keys.resolve("00000002"));
    try (Vault vault = Vault.open(settings(directory), key())) {
      assertThat(vault.deposits().stream().map(vault::record)).hasSize(2);
    }
  }

  @Test
  void findsItsChunksAgainByContent() {
    try (Vault vault = Vault.open(settings(directory), key());
        Deposit deposit = vault.beginDeposit(DepositOptions.defaults())) {
      for (String text : List.of("a chunk stored raw", "a chunk under the second key")) {
        byte[] chunk = text.getBytes(StandardCharsets.US_ASCII);
        assertThat(vault.read(deposit.put(chunk, 0, chunk.length))).isEqualTo(chunk);
      }
      deposit.put(new byte[60_000], 0, 60_000);
      assertThat(deposit.totals().newChunks()).isZero();
    }
  }
}
