package dev.ballast.vault;

import static dev.ballast.vault.VaultFixture.CHUNK;
import static dev.ballast.vault.VaultFixture.key;
import static dev.ballast.vault.VaultFixture.noise;
import static dev.ballast.vault.VaultFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.ChunkRef;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.MasterKey;
import dev.ballast.vault.format.VaultError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
  @TempDir Path directory;

  private static void assertFault(VaultError code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.code()).isEqualTo(code));
  }

  @Test
  void readsBackWhatWasCommittedInAnotherSession() {
    byte[] plain = noise(1, CHUNK);
    VaultFixture.Stored stored;
    try (Vault vault = Vault.init(settings(directory), key(), CHUNK)) {
      stored = VaultFixture.deposit(vault, plain);
    }
    try (Vault vault = Vault.open(settings(directory), key())) {
      assertThat(vault.deposits()).containsExactly(stored.id());
      assertThat(vault.record(stored.id())).asString().isEqualTo("record");
      assertThat(vault.read(stored.refs().getFirst())).isEqualTo(plain);
    }
  }

  @Test
  void streamsAnyLengthThroughChunks() throws IOException {
    byte[] plain = noise(2, 3 * CHUNK + 17);
    try (Vault vault = Vault.init(settings(directory), key(), CHUNK)) {
      List<ChunkRef> refs;
      try (Deposit deposit = vault.beginDeposit(DepositOptions.defaults())) {
        ChunkedOutput out = deposit.output();
        out.write(plain, 0, 5);
        out.write(plain, 5, plain.length - 5);
        out.close();
        refs = out.refs();
        assertThat(out.length()).isEqualTo(plain.length);
        deposit.commit(new byte[0]);
      }
      assertThat(refs).extracting(ChunkRef::length).containsExactly(CHUNK, CHUNK, CHUNK, 17);
      try (InputStream in = vault.open(refs)) {
        assertThat(in.readAllBytes()).isEqualTo(plain);
      }
    }
  }

  @Test
  void storesARepeatedChunkOnceWithinADepositAndAcrossDeposits() {
    byte[] zeros = new byte[CHUNK];
    byte[] random = noise(3, CHUNK);
    try (Vault vault = Vault.init(settings(directory), key(), CHUNK)) {
      VaultFixture.deposit(vault, zeros, random);
      try (Deposit deposit = vault.beginDeposit(DepositOptions.defaults())) {
        deposit.put(random, 0, CHUNK);
        deposit.put(random, 0, CHUNK);
        deposit.put(noise(4, 10), 0, 10);
        deposit.put(noise(4, 10), 0, 10);
        assertThat(deposit.totals())
            .isEqualTo(new DepositTotals(4, 2L * CHUNK + 20, 1, 10, 10 + 16));
        deposit.commit(new byte[0]);
      }
    }
  }

  @Test
  void anUncommittedDepositLeavesNothing() throws IOException {
    try (Vault vault = Vault.init(settings(directory), key(), CHUNK)) {
      List<Path> before = files();
      try (Deposit deposit = vault.beginDeposit(DepositOptions.defaults().withPackBytes(1 << 20))) {
        for (int i = 0; i < 40; i++) {
          deposit.put(noise(i, CHUNK), 0, CHUNK);
        }
      }
      before.add(directory.resolve("vault/locks/gate"));
      assertThat(files()).containsExactlyInAnyOrderElementsOf(before);
      assertThat(vault.deposits()).isEmpty();
    }
  }

  private List<Path> files() throws IOException {
    try (var walk = Files.walk(directory.resolve("vault"))) {
      return new java.util.ArrayList<>(walk.filter(Files::isRegularFile).toList());
    }
  }

  @Test
  void refusesAWrongKeyAtOnce() {
    Vault.init(settings(directory), key(), CHUNK).close();
    assertFault(VaultError.WRONG_KEY, () -> Vault.open(settings(directory), MasterKey.generate()));
  }

  @Test
  void refusesAFolderThatHoldsSomething() throws IOException {
    Files.createDirectories(directory.resolve("vault/other"));
    assertFault(VaultError.VAULT_EXISTS, () -> Vault.init(settings(directory), key(), CHUNK));
  }

  @Test
  void refusesAFolderWithoutAVault() {
    assertFault(VaultError.NOT_A_VAULT, () -> Vault.open(settings(directory), key()));
  }

  @Test
  void saysWhatToDoWhereOnlyTheVaultsOwnFileIsGone() throws IOException {
    Vault.init(settings(directory), key(), CHUNK).close();
    Files.delete(directory.resolve("vault/vault.json"));

    assertThatThrownBy(() -> Vault.open(settings(directory), key()))
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(VaultError.OBJECT_MISSING);
              assertThat(fault.hint().orElseThrow())
                  .contains("--vault", "ballast vault init")
                  .doesNotContain("vault check");
            });
  }

  @Test
  void refusesAChunkSizeOutsideItsRange() {
    assertFault(
        VaultError.CHUNK_SIZE_INVALID,
        () -> Vault.init(settings(directory), key(), Vault.MIN_CHUNK_SIZE - 1));
    assertThat(directory.resolve("vault")).doesNotExist();
  }

  @Test
  void tellsAnUnknownDeposit() {
    try (Vault vault = Vault.init(settings(directory), key(), CHUNK)) {
      assertFault(
          VaultError.DEPOSIT_UNKNOWN,
          () -> vault.record(new DepositId("20260101t000000z-00000000")));
    }
  }

  record Note(String text) {}

  @Test
  void anEvidenceLogGrowsAndIsProved() {
    try (Vault vault = Vault.init(settings(directory), key(), CHUNK)) {
      vault.evidence().append("note", new Note("first"));
      vault.evidence().append("note", new Note("second"));
      assertThat(vault.evidence().list())
          .extracting(entry -> entry.as(Note.class).text())
          .containsExactly("first", "second");
      assertThat(vault.evidence().verify().verdict().isProved()).isTrue();
    }
  }

  @Test
  void keepsNothingReadable() throws IOException {
    byte[] row = "customer_secret_table row 42: alice@example.com".getBytes(StandardCharsets.UTF_8);
    try (Vault vault = Vault.init(settings(directory), key(), CHUNK)) {
      VaultFixture.deposit(vault, row);
      vault.evidence().append("note", new Note("customer_secret_table"));
    }
    for (Path file : files()) {
      String content = Files.readString(file, StandardCharsets.ISO_8859_1);
      assertThat(content).doesNotContain("customer").doesNotContain("alice");
    }
  }
}
