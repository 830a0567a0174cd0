package dev.ballast.vault;

import static dev.ballast.vault.VaultFixture.CHUNK;
import static dev.ballast.vault.VaultFixture.key;
import static dev.ballast.vault.VaultFixture.noise;
import static dev.ballast.vault.VaultFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.vault.FaultyStore.Mode;
import dev.ballast.vault.format.ChunkRef;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.store.FolderStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A deposit is stopped after each of its steps on the store in turn: by a full disk, and by the
/// death of the process.
class InterruptedWorkTest {
  /// More than a deposit of this test takes.
  private static final int MAX_STEPS = 500;

  @TempDir Path directory;
  private VaultSettings settings;
  private VaultFixture.Stored earlier;

  @BeforeEach
  void vaultWithOneDeposit() {
    begin(directory);
  }

  private void begin(Path where) {
    settings = settings(where);
    try (Vault vault = Vault.init(settings, key(), CHUNK)) {
      earlier = VaultFixture.deposit(vault, noise(1, CHUNK), noise(2, 100));
    }
  }

  /// Two packs and a shared chunk, then the commit.
  private static void depositMore(Vault vault) {
    try (Deposit deposit = vault.beginDeposit(DepositOptions.defaults().withPackBytes(1 << 20))) {
      deposit.put(noise(1, CHUNK), 0, CHUNK);
      for (int i = 10; i < 28; i++) {
        deposit.put(noise(i, CHUNK), 0, CHUNK);
      }
      deposit.commit("second".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
  }

  private Set<String> files() throws IOException {
    try (Stream<Path> walk = Files.walk(settings.folder())) {
      Set<String> names = new TreeSet<>();
      walk.filter(Files::isRegularFile)
          .map(file -> settings.folder().relativize(file).toString())
          .filter(name -> !name.equals("locks/gate") && !name.startsWith("evidence/"))
          .forEach(names::add);
      return names;
    }
  }

  private FaultyStore store(Mode mode, int steps) {
    return new FaultyStore(new FolderStore(settings.folder()), mode, steps);
  }

  @Test
  void aFullDiskAtAnyStepLeavesNothingHalfWritten() throws IOException {
    Set<String> before = files();
    int failures = 0;
    for (int steps = 0; steps < MAX_STEPS; steps++) {
      FaultyStore store = store(Mode.FULL, steps);
      try (Vault vault = Vault.open(settings, key(), store)) {
        assertThatThrownBy(() -> depositMore(vault))
            .isInstanceOfSatisfying(
                Fault.class, fault -> assertThat(fault.code()).isEqualTo(VaultError.VAULT_FULL));
      } catch (AssertionError e) {
        assertThat(store.failed()).as("a step failed and the deposit did not").isFalse();
        break;
      }
      failures++;
      assertThat(files()).isEqualTo(before);
    }
    // 18 chunks; stage, table, header, publish for each of two packs; 3 each for index, record and
    // the entry in the log
    assertThat(failures).isEqualTo(18 + 2 * 4 + 3 + 3 + 3);
    try (Vault vault = Vault.open(settings, key())) {
      assertThat(vault.evidence().list()).hasSize(2);
      assertThat(vault.check(CheckDepth.CONTENT, 1).findings()).isEmpty();
    }
  }

  @Test
  void aDeathAtAnyStepIsSweptOrFinishedAndTheNextDepositSucceeds() throws IOException {
    Set<String> before = files();
    boolean completed = false;
    int finished = 0;
    for (int steps = 0; !completed && steps < MAX_STEPS; steps++) {
      try (Vault vault = Vault.open(settings, key(), store(Mode.DEAD, steps))) {
        depositMore(vault);
        completed = true;
      } catch (Fault died) {
        assertThat(died.code()).isEqualTo(VaultError.VAULT_FULL);
      }
      try (Vault vault = Vault.open(settings, key())) {
        assertThat(vault.check(CheckDepth.CONTENT, 1).clean()).isTrue();
        SweepReport swept = vault.sweep();
        assertThat(swept.findings()).isEmpty();
        assertThat(vault.sweep())
            .isEqualTo(new SweepReport(List.of(), List.of(), List.of(), 0, 0, List.of()));
        assertThat(vault.check(CheckDepth.CONTENT, 1).findings()).isEmpty();
        if (!swept.finished().isEmpty()) {
          finished++;
          assertThat(vault.deposits()).hasSize(2).containsAll(swept.finished());
          begin(directory.resolve("again" + steps));
          before = files();
        } else if (completed) {
          assertThat(swept.deposits()).isEmpty();
        } else {
          assertThat(swept.deposits()).hasSize(1);
          assertThat(files()).isEqualTo(before);
        }
      }
    }
    assertThat(completed).isTrue();
    // the record is there, the entry is not: it is staged, written, published
    assertThat(finished).isEqualTo(3);
    try (Vault vault = Vault.open(settings, key())) {
      assertThat(vault.deposits()).hasSize(2).contains(earlier.id());
      assertThat(vault.check(CheckDepth.CONTENT, 1).findings()).isEmpty();
    }
  }

  @Test
  void aDeathWhileSweepingIsSweptAgain() throws IOException {
    Set<String> before = files();
    for (int steps = 0; steps < 6; steps++) {
      try (Vault vault = Vault.open(settings, key(), store(Mode.DEAD, 30))) {
        assertThatThrownBy(() -> depositMore(vault)).isInstanceOf(Fault.class);
      }
      try (Vault vault = Vault.open(settings, key(), store(Mode.DEAD, steps))) {
        vault.sweep();
      } catch (Fault died) {
        assertThat(died.code()).isEqualTo(VaultError.VAULT_FULL);
      }
      try (Vault vault = Vault.open(settings, key())) {
        vault.sweep();
        assertThat(files()).isEqualTo(before);
      }
    }
  }

  @Test
  void aSweepNeverTouchesADepositUnderWay() {
    try (Vault vault = Vault.open(settings, key());
        Vault other = Vault.open(settings, key())) {
      List<ChunkRef> refs = new ArrayList<>();
      try (Deposit deposit = vault.beginDeposit(DepositOptions.defaults().withPackBytes(1 << 20))) {
        for (int i = 10; i < 40; i++) {
          refs.add(deposit.put(noise(i, CHUNK), 0, CHUNK));
          assertThat(other.sweep().objects()).isZero();
          assertThat(vault.sweep().objects()).isZero();
        }
        assertThat(other.check(CheckDepth.CONTENT, 1).findings()).isEmpty();
        deposit.commit(new byte[0]);
      }
      assertThat(other.sweep().objects()).isZero();
      for (ChunkRef ref : refs) {
        assertThat(other.read(ref)).hasSize(CHUNK);
      }
    }
  }

  @Test
  void aBackupThatLostItsRecordIsNamedAndNotSweptAway() throws IOException {
    Files.delete(settings.folder().resolve("backups/" + earlier.id()));
    Set<String> before = files();
    try (Vault vault = Vault.open(settings, key())) {
      assertThat(vault.sweep().objects()).isZero();
      assertThat(files()).isEqualTo(before);
      assertThat(vault.check(CheckDepth.STRUCTURE, 1).findings())
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.object()).isEqualTo("backups/" + earlier.id());
                assertThat(finding.problem()).isEqualTo(VaultError.OBJECT_MISSING);
                assertThat(finding.affected()).containsExactly(earlier.id());
              });
    }
  }

  /// The lock's file stayed when the process died right after its commit, and the record was lost
  /// later: what other backups need is still not removed.
  @Test
  void whatAnotherBackupNeedsIsNotSweptEvenIfItLooksAbandoned() throws IOException {
    DepositId needing;
    try (Vault vault = Vault.open(settings, key())) {
      needing = VaultFixture.deposit(vault, noise(1, CHUNK)).id();
    }
    Files.delete(settings.folder().resolve("backups/" + earlier.id()));
    Files.createFile(settings.folder().resolve("locks/" + earlier.id()));
    Set<String> before = files();
    try (Vault vault = Vault.open(settings, key())) {
      SweepReport swept = vault.sweep();
      assertThat(swept.objects()).isZero();
      assertThat(swept.findings())
          .singleElement()
          .satisfies(finding -> assertThat(finding.detail()).contains("committed it"));
      assertThat(files()).isEqualTo(before);
      assertThat(vault.deposits()).containsExactly(needing);
    }
  }

  @Test
  void aSweepRemovesHalfWrittenEvidenceAndKeyrings() throws IOException {
    Set<String> before = files();
    Path staging = settings.folder().resolve("tmp");
    Files.writeString(staging.resolve("evidence.0000000000000001.0123456789abcdef"), "half");
    Files.writeString(staging.resolve("keys.00000002.0123456789abcdef"), "half");
    Files.writeString(
        staging.resolve("packs.20200101t000000z-00000000-000000.0123456789abcdef"), "half");
    try (Vault vault = Vault.open(settings, key())) {
      SweepReport swept = vault.sweep();
      assertThat(swept.objects()).isEqualTo(3);
      assertThat(swept.bytes()).isEqualTo(12);
    }
    before.add("locks/evidence");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void anInterruptedPutFailsTheDepositAndClosingCleansUp() throws IOException {
    Set<String> before = files();
    try (Vault vault = Vault.open(settings, key())) {
      try (Deposit deposit = vault.beginDeposit(DepositOptions.defaults())) {
        deposit.put(noise(10, CHUNK), 0, CHUNK);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> deposit.put(noise(11, CHUNK), 0, CHUNK))
            .isInstanceOfSatisfying(
                Fault.class, fault -> assertThat(fault.code().id()).isEqualTo("interrupted"));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
      }
      assertThat(files()).isEqualTo(before);
    }
  }
}
