package dev.ballast.protect.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.WalSegment;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TestedMajors;
import dev.ballast.postgres.wire.SystemIdentifier;
import dev.ballast.protect.TestVault;
import dev.ballast.protect.backup.Backup;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.MasterKey;
import dev.ballast.vault.format.VaultError;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A receiver, and whatever else uses its vault at the same time: another process that receives,
/// pushes, backs up, or rotates the key.
@Timeout(300)
class SharedVaultIT {
  private static final int SEGMENT = 1 << 20;

  @TempDir Path folder;

  @Test
  void othersWaitOrAreRefusedAndTheReceiverIsNotDisturbed() {
    try (TemporaryCluster source =
            TemporaryCluster.of(TestedMajors.one(), Clock.system())
                .tcp()
                .initdb("--wal-segsize=1")
                .setting("wal_keep_size", "1GB")
                .start();
        ReceiverBench bench = new ReceiverBench(folder);
        Session session = source.session()) {
      ReceiverBench.makeLedger(session);
      LogReceiver receiver = bench.receiver(source.settings());
      Backup backup;
      Lsn written;
      try (Receiving receiving = Receiving.start(receiver)) {
        Lsn first = ReceiverBench.write(session, 1, 10);
        ReceiverBench.awaitDurable(receiver, receiving, 1, first);

        CompletableFuture<Fault> push = push(source, first);
        aSecondReceiverWaits(source);
        theKeyIsNotRotated();
        backup = bench.backup(source.settings());
        written = ReceiverBench.write(session, 11, 20);
        ReceiverBench.awaitDurable(receiver, receiving, 1, written);
        assertThat(push.join().code()).isEqualTo(VaultError.VAULT_BUSY);
      }
      assertThat(bench.events().lines()).noneMatch(line -> line.startsWith("interrupted"));
      bench.assertHasLogOf(source, SEGMENT, written);
      assertThat(bench.restored(backup)).isEqualTo(IntStream.rangeClosed(1, 20).boxed().toList());
    }
  }

  private Vault other() {
    return Vault.open(TestVault.settings(folder), ReceiverBench.KEY);
  }

  private void aSecondReceiverWaits(TemporaryCluster source) {
    RecordedEvents events = new RecordedEvents();
    try (Vault vault = other();
        Receiving _ =
            Receiving.start(
                new LogReceiver(
                    List.of(vault),
                    ReceiverBench.settings(source.settings()),
                    Clock.system(),
                    events))) {
      ReceiverBench.eventually(
          "the second waits", () -> events.lines().contains("interrupted vault-busy"));
    }
    assertThat(events.lines()).noneMatch(line -> line.startsWith("streaming"));
  }

  /// It waits for a while, while the others do their work.
  private CompletableFuture<Fault> push(TemporaryCluster source, Lsn written) {
    WalSegment segment = WalSegment.containing(new TimelineId(1), written, SEGMENT);
    Path file = source.dataDirectory().resolve("pg_wal").resolve(segment.fileName());
    return CompletableFuture.supplyAsync(
        () -> {
          try (Vault vault = other()) {
            return catchThrowableOfType(
                Fault.class,
                () -> new LogPush(vault, "source", Clock.system()).push(List.of(file)));
          }
        },
        Thread::startVirtualThread);
  }

  private void theKeyIsNotRotated() {
    try (Vault vault = other()) {
      Fault fault =
          catchThrowableOfType(Fault.class, () -> vault.rotateMasterKey(MasterKey.generate()));
      assertThat(fault.code()).isEqualTo(VaultError.VAULT_BUSY);
      assertThat(fault.hint().orElseThrow()).contains("rotate");
    }
  }

  /// What the key rotation would have to wait for is in deposits then.
  @Test
  void aReceiverThatIsStartedAgainAfterARotationContinuesWithoutAGap() {
    MasterKey next = MasterKey.generate();
    try (TemporaryCluster source =
            TemporaryCluster.of(TestedMajors.one(), Clock.system())
                .initdb("--wal-segsize=1")
                .setting("wal_keep_size", "1GB")
                .start();
        ReceiverBench bench = new ReceiverBench(folder);
        Session session = source.session()) {
      ReceiverBench.makeLedger(session);
      LogReceiver before = bench.receiver(source.settings());
      try (Receiving receiving = Receiving.start(before)) {
        ReceiverBench.awaitDurable(before, receiving, 1, ReceiverBench.write(session, 1, 10));
      }
      try (Vault rotating = other()) {
        rotating.rotateMasterKey(next);
      }
      // What was opened with the old keys is refused at once, and takes nothing.
      Fault retired = ReceiverBench.endOf(bench.receiver(source.settings()));
      assertThat(retired.code()).isEqualTo(VaultError.VAULT_KEY_RETIRED);

      RecordedEvents events = new RecordedEvents();
      try (Vault vault = Vault.open(TestVault.settings(folder), next)) {
        LogReceiver after =
            new LogReceiver(
                List.of(vault), ReceiverBench.settings(source.settings()), Clock.system(), events);
        try (Receiving receiving = Receiving.start(after)) {
          ReceiverBench.awaitDurable(after, receiving, 1, ReceiverBench.write(session, 11, 20));
        }
        assertThat(events.lines()).noneMatch(line -> line.startsWith("gap"));
        assertThat(WalArchive.of(vault, system(session)).damage()).isEmpty();
      }
    }
  }

  private static SystemIdentifier system(Session session) {
    return new SystemIdentifier(
        session.number("SELECT system_identifier FROM pg_control_system()"));
  }
}
