package dev.ballast.protect.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.wire.SystemIdentifier;
import dev.ballast.protect.TestVault;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.MasterKey;
import dev.ballast.vault.format.VaultError;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tails of a cluster that nobody receives from any more.
class LeftLogTest {
  private static final MasterKey KEY = MasterKey.generate();
  private static final MasterKey NEXT = MasterKey.generate();
  private static final int SEGMENT = 1 << 20;
  private static final TimelineId FIRST = new TimelineId(1);
  private static final Lsn START = new Lsn(SEGMENT);
  private static final LogShape SHAPE =
      new LogShape("old", new SystemIdentifier(0x7a1f03c2b8d9e471L), 18, SEGMENT);

  @TempDir Path folder;

  @Test
  void tailsThatAReplacedClusterLeftDoNotKeepTheKeyFromBeingRotated() {
    Path killed = folder.resolve("killed");
    byte[] log = noise(3 * SEGMENT / 2);
    try (Vault vault = vault()) {
      try (LogStore store = store(vault)) {
        store.begin(FIRST, START);
        store.append(START, log, SEGMENT / 2);
      }
      try (LogStore store = store(vault)) {
        store.begin(FIRST, START.plus(SEGMENT / 2));
        store.append(START, log, log.length);
        store.force();
        StoredFolder.copy(live(), killed);
      }
    }
    assertThat(StoredFolder.tails(killed)).isNotEmpty();
    try (Vault vault = Vault.open(TestVault.settings(killed), KEY)) {
      Fault busy = catchThrowableOfType(Fault.class, () -> vault.rotateMasterKey(NEXT));
      assertThat(busy.code()).isEqualTo(VaultError.VAULT_BUSY);

      assertThat(LeftLog.deposit(vault, Clock.system())).isEmpty();
      vault.rotateMasterKey(NEXT);
    }
    try (Vault vault = Vault.open(TestVault.settings(killed), NEXT)) {
      LogChain chain =
          LogChain.along(
              new LogChain.Path(START, List.of(), FIRST),
              WalArchive.of(vault, SHAPE.system()).stretches(),
              SEGMENT,
              vault);
      ByteArrayOutputStream read = new ByteArrayOutputStream();
      chain.read(START, chain.end(), read::write);
      assertThat(read.toByteArray()).isEqualTo(log);
    }
  }

  /// Nobody knows whose it is.
  @Test
  void tailsOfAnUnknownClusterStay() {
    Path killed = folder.resolve("killed");
    try (Vault vault = vault();
        LogStore store = store(vault)) {
      store.begin(FIRST, START);
      store.append(START, noise(100), 100);
      store.force();
      StoredFolder.copy(live(), killed);
    }
    try (Vault vault = Vault.open(TestVault.settings(killed), KEY)) {
      assertThat(LeftLog.deposit(vault, Clock.system())).isEmpty();
      assertThat(StoredFolder.tails(killed)).hasSize(1);
      assertThat(vault.logDeposits()).isEmpty();
    }
  }

  @Test
  void tailsThatAreWrittenToAreLeftAlone() {
    try (Vault vault = vault();
        LogStore store = store(vault)) {
      store.begin(FIRST, START);
      store.append(START, noise(100), 100);
      store.force();
      Fault busy = catchThrowableOfType(Fault.class, () -> LeftLog.deposit(vault, Clock.system()));
      assertThat(busy.code()).isEqualTo(VaultError.VAULT_BUSY);
      assertThat(StoredFolder.tails(live())).hasSize(1);
    }
  }

  private Path live() {
    return folder.resolve("live");
  }

  private Vault vault() {
    return Vault.init(TestVault.settings(live()), KEY, Vault.MIN_CHUNK_SIZE);
  }

  private static LogStore store(Vault vault) {
    return LogStore.open(
        vault, SHAPE, DepositPolicy.defaults(), LogStore.Reports.throwing(Clock.system()));
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(1).nextBytes(bytes);
    return bytes;
  }
}
