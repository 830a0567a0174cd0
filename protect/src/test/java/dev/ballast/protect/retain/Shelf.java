package dev.ballast.protect.retain;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.Verdict;
import dev.ballast.evidence.json.Json;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.TimelineId;
import dev.ballast.protect.backup.BackupRecord;
import dev.ballast.protect.backup.Quarantine;
import dev.ballast.protect.backup.SourceFacts;
import dev.ballast.protect.backup.StoredFile;
import dev.ballast.vault.Deposit;
import dev.ballast.vault.DepositOptions;
import dev.ballast.vault.Vault;
import dev.ballast.vault.VaultSettings;
import dev.ballast.vault.format.ChunkRef;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.MasterKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A vault of backups without files, each with a record as a backup run writes it, at times that
/// the
/// test chooses. For one thread.
final class Shelf implements AutoCloseable {
  private final HeldClock clock = new HeldClock();
  private final Vault vault;

  Shelf(Path folder) {
    this.vault =
        Vault.init(
            new VaultSettings(folder.resolve("vault"), folder.resolve("state"), clock),
            MasterKey.generate(),
            Vault.DEFAULT_CHUNK_SIZE);
  }

  /// The vault's clock stands where the test puts it.
  private static final class HeldClock implements Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public long nanoTime() {
      return 0;
    }

    @Override
    public void pause(Duration duration) {}
  }

  Vault vault() {
    return vault;
  }

  DepositId backup(String target, String at) {
    return backup(target, at, Optional.empty());
  }

  DepositId quarantined(String target, String at) {
    return backup(target, at, Optional.of(new Quarantine("pages are damaged", List.of())));
  }

  private DepositId backup(String target, String at, Optional<Quarantine> quarantine) {
    clock.now = Instant.parse(at);
    try (Deposit deposit = vault.beginDeposit(DepositOptions.defaults())) {
      byte[] content = (target + at).getBytes(java.nio.charset.StandardCharsets.UTF_8);
      ChunkRef chunk = deposit.put(content, 0, content.length);
      StoredFile manifest = new StoredFile("backup_manifest", content.length, List.of(chunk));
      deposit.commit(Json.write(record(target, clock.now, manifest, quarantine)));
      return deposit.id();
    }
  }

  private static BackupRecord record(
      String target, Instant at, StoredFile manifest, Optional<Quarantine> quarantine) {
    SourceFacts facts =
        new SourceFacts(
            -1,
            ServerVersion.parse("17.5"),
            16 << 20,
            true,
            false,
            "postgres",
            List.of("postgres"),
            List.of(),
            List.of(),
            List.of());
    Lsn lsn = Lsn.parse("0/2000028");
    return new BackupRecord(
        new BackupRecord.Origin(target, at, at, facts),
        new BackupRecord.WalSpan(new TimelineId(1), lsn, lsn, lsn),
        new BackupRecord.StoredCopy(List.of(), List.of(), manifest),
        new BackupRecord.StoredWal(List.of(), Optional.empty()),
        new BackupRecord.StoredReading(List.of(), Optional.of("there is none")),
        quarantine,
        new BackupRecord.Totals(0, 0, 0, 0, 0),
        List.of());
  }

  void prove(String target, DepositId id, Verdict verdict) {
    vault
        .evidence()
        .append(
            new Proof(
                "it restores",
                target + " " + id,
                clock.now,
                clock.now,
                List.of(new LevelResult(Level.L0, verdict, Duration.ZERO, "", List.of())),
                List.of(),
                Duration.ZERO,
                List.of(),
                "none",
                "ballast prove"));
  }

  @Override
  public void close() {
    vault.close();
  }
}
