package dev.ballast.vault;

import static dev.ballast.vault.VaultFixture.CHUNK;
import static dev.ballast.vault.VaultFixture.key;
import static dev.ballast.vault.VaultFixture.noise;
import static dev.ballast.vault.VaultFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.MasterKey;
import dev.ballast.vault.format.VaultError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationTest {
  record Note(String text) {}

  private final MasterKey next = MasterKey.generate();

  @TempDir Path directory;

  private Map<String, String> dataObjects() throws IOException {
    Path folder = directory.resolve("vault");
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        if (!name.matches("(keys|locks|evidence)/.*")) {
          contents.put(name, HexFormat.of().formatHex(Files.readAllBytes(file)));
        }
      }
    }
    return contents;
  }

  private void assertWrongKey(MasterKey key) {
    assertThatThrownBy(() -> Vault.open(settings(directory), key))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.code()).isEqualTo(VaultError.WRONG_KEY));
  }

  @Test
  void rewritesNoObjectRefusesTheOldKeyAndReadsEverythingWithTheNew() throws IOException {
    VaultFixture.Stored before;
    try (Vault vault = Vault.init(settings(directory), key(), CHUNK)) {
      before = VaultFixture.deposit(vault, noise(1, CHUNK));
      vault.evidence().append("note", new Note("before"));
      Map<String, String> objects = dataObjects();
      assertThat(vault.rotateMasterKey(next)).isEqualTo(2);
      assertThat(dataObjects()).isEqualTo(objects);
    }
    assertWrongKey(key());
    try (Vault vault = Vault.open(settings(directory), next)) {
      VaultFixture.Stored after = VaultFixture.deposit(vault, noise(1, CHUNK), noise(2, CHUNK));
      vault.evidence().append("note", new Note("after"));
      assertThat(after.refs().getFirst()).isEqualTo(before.refs().getFirst());
      assertThat(vault.read(before.refs().getFirst())).isEqualTo(noise(1, CHUNK));
      assertThat(vault.read(after.refs().getLast())).isEqualTo(noise(2, CHUNK));
      assertThat(vault.record(before.id())).asString().isEqualTo("record");
      assertThat(vault.evidence().verify().verdict().isProved()).isTrue();
      assertThat(vault.check(CheckDepth.CONTENT, 1).findings()).isEmpty();
    }
  }

  private static void assertRefused(VaultError code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.code()).isEqualTo(code));
  }

  @Test
  void whoHasTheVaultOpenReadsOnAndWritesNothingMore() {
    try (Vault working = Vault.init(settings(directory), key(), CHUNK);
        Vault rotating = Vault.open(settings(directory), key())) {
      VaultFixture.Stored stored = VaultFixture.deposit(working, noise(1, CHUNK));
      try (Deposit deposit = working.beginDeposit(DepositOptions.defaults())) {
        deposit.put(noise(2, CHUNK), 0, CHUNK);
        // its commit could not be sealed with a key that still counts
        assertRefused(VaultError.VAULT_BUSY, () -> rotating.rotateMasterKey(next));
        deposit.commit(new byte[0]);
      }
      rotating.rotateMasterKey(next);
      VaultError retired = VaultError.VAULT_KEY_RETIRED;
      assertRefused(retired, () -> working.rotateMasterKey(MasterKey.generate()));
      assertRefused(retired, () -> working.beginDeposit(DepositOptions.defaults()));
      assertRefused(retired, () -> working.evidence().append("note", new Note("late")));
      assertThat(working.read(stored.refs().getFirst())).isEqualTo(noise(1, CHUNK));
    }
    try (Vault vault = Vault.open(settings(directory), next)) {
      assertThat(vault.deposits()).hasSize(2);
      assertThat(vault.check(CheckDepth.CONTENT, 1).findings()).isEmpty();
    }
  }

  /// The process died after the new keyring was stored and before the old one was removed.
  @Test
  void aRotationThatDiedHalfwayIsDone() throws IOException {
    Path folder = directory.resolve("vault");
    byte[] old;
    try (Vault vault = Vault.init(settings(directory), key(), CHUNK)) {
      old = Files.readAllBytes(folder.resolve("keys/00000001"));
      vault.rotateMasterKey(next);
      Files.write(folder.resolve("keys/00000001"), old);
    }
    assertWrongKey(key());
    try (Vault vault = Vault.open(settings(directory), next)) {
      assertThat(vault.sweep().objects()).isOne();
    }
    assertThat(folder.resolve("keys/00000001")).doesNotExist();
    Vault.open(settings(directory), next).close();
  }

  @Test
  void canBeRepeated() {
    try (Vault vault = Vault.init(settings(directory), key(), CHUNK)) {
      VaultFixture.deposit(vault, noise(1, CHUNK));
    }
    MasterKey current = key();
    for (int round = 2; round <= 20; round++) {
      MasterKey fresh = MasterKey.generate();
      try (Vault vault = Vault.open(settings(directory), current)) {
        assertThat(vault.rotateMasterKey(fresh)).isEqualTo(round);
      }
      current = fresh;
      try (Vault vault = Vault.open(settings(directory), current)) {
        VaultFixture.deposit(vault, noise(round, 100));
      }
    }
    try (Vault vault = Vault.open(settings(directory), current)) {
      assertThat(vault.deposits()).hasSize(20);
      assertThat(vault.check(CheckDepth.CONTENT, 1).findings()).isEmpty();
    }
  }
}
