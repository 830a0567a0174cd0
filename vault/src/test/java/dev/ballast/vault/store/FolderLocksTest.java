package dev.ballast.vault.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.VaultError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLocksTest {
  @TempDir Path folder;
  private FolderLocks locks;

  @BeforeEach
  void create() throws IOException {
    Files.createDirectory(folder.resolve("locks"));
    locks = new FolderLocks(folder, Clock.system());
  }

  @Test
  void aHeldLockIsNotGivenTwiceNotEvenToAnotherVaultObjectOfThisProcess() {
    FolderLocks other = new FolderLocks(folder, Clock.system());
    try (FolderLocks.Hold _ = locks.create("one")) {
      assertThat(locks.tryExisting("one")).isEmpty();
      assertThat(other.tryExisting("one")).isEmpty();
    }
    other.tryExisting("one").orElseThrow().close();
  }

  @Test
  void aLockWithoutAFileCannotBeTriedAndIsNotMade() {
    assertThat(locks.tryExisting("one")).isEmpty();
    assertThat(locks.exists("one")).isFalse();
    assertThat(locks.names()).isEmpty();
  }

  @Test
  void removingALockTakesItsFileAway() {
    FolderLocks.Hold hold = locks.create("one");
    assertThat(locks.names()).containsExactly("one");
    hold.remove();
    assertThat(locks.names()).isEmpty();
    locks.create("one").remove();
  }

  @Test
  void nobodyIsWaitedForWhereTheVaultIsGone() throws IOException {
    Files.delete(folder.resolve("locks"));
    assertThatThrownBy(() -> locks.acquire("gate", Duration.ofSeconds(2)))
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> assertThat(fault.code()).isEqualTo(VaultError.VAULT_NOT_WRITABLE));
  }

  @Test
  void waitingEndsWithAFault() {
    try (FolderLocks.Hold _ = locks.acquire("gate", Duration.ZERO)) {
      assertThatThrownBy(() -> locks.acquire("gate", Duration.ofMillis(30)))
          .isInstanceOfSatisfying(
              Fault.class, fault -> assertThat(fault.code()).isEqualTo(VaultError.VAULT_BUSY));
    }
    locks.acquire("gate", Duration.ZERO).close();
  }

  @Test
  void waitingCanBeInterrupted() {
    try (FolderLocks.Hold _ = locks.acquire("gate", Duration.ZERO)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> locks.acquire("gate", Duration.ofMinutes(1)))
          .isInstanceOfSatisfying(
              Fault.class, fault -> assertThat(fault.code().id()).isEqualTo("interrupted"));
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
  }
}
