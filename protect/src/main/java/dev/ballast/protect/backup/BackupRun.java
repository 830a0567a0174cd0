package dev.ballast.protect.backup;

import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Counted;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Phase;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.json.Json;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.wire.BaseBackupEnd;
import dev.ballast.postgres.wire.BaseBackupOptions;
import dev.ballast.postgres.wire.ReplicationConnection;
import dev.ballast.postgres.wire.SystemIdentity;
import dev.ballast.postgres.wire.TimelineHistory;
import dev.ballast.postgres.wire.protocol.ReplicationMode;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.surroundings.SurroundingsReading;
import dev.ballast.protect.verify.content.SourceReading;
import dev.ballast.protect.verify.snapshot.SourceReader;
import dev.ballast.vault.Deposit;
import dev.ballast.vault.DepositOptions;
import dev.ballast.vault.DepositTotals;
import dev.ballast.vault.SweepReport;
import dev.ballast.vault.Vault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes one backup: base backup and write-ahead log side by side over the replication protocol,
/// straight into the vault. One use; for one thread.
///
/// Order: what killed runs left is removed; the slot is made, so that no log is lost; the base
/// backup runs while the log streams; the files are compared with the server's manifest; the
/// source's content is digested at an LSN; the log is taken up to there. Only then is the record
/// committed, and only the record makes the backup visible: whatever stops the run before leaves no
/// backup behind. A digest that fails does not stop it: the files and their log are whole by then.
public final class BackupRun {
  private final Vault vault;
  private final ConnectionSettings source;
  private final BackupSettings settings;
  private final Clock clock;
  private final Progress progress;
  private Optional<Fault> unread = Optional.empty();

  public BackupRun(
      Vault vault,
      ConnectionSettings source,
      BackupSettings settings,
      Clock clock,
      Progress progress) {
    this.vault = vault;
    this.source = source;
    this.settings = settings;
    this.clock = clock;
    this.progress = progress;
  }

  public Backup run() {
    sweep();
    try {
      return attempt(Optional.empty());
    } catch (Fault fault) {
      if (fault.code() != ProtectError.PARENT_UNUSABLE) {
        throw fault;
      }
      String because = fault.getMessage() + fault.detail().map(d -> ": " + d).orElse("");
      progress.note(because + "; a full backup is taken");
      return attempt(Optional.of(because));
    }
  }

  /// @param full why a full backup is taken whatever was wanted
  private Backup attempt(Optional<String> full) {
    Instant startedAt = clock.now();
    DepositOptions options = DepositOptions.defaults().withZstdLevel(settings.zstdLevel());
    try (ReplicationConnection connection =
            ReplicationConnection.open(source, ReplicationMode.PHYSICAL, "ballast backup", clock);
        Deposit deposit = vault.beginDeposit(options);
        WalCapture wal = WalCapture.open(source, deposit, connection::close, clock)) {
      SystemIdentity identity = connection.identifySystem();
      SurroundingsReading surroundings = new SurroundingsReading();
      SourceFacts facts =
          SourceFacts.read(
              source, identity.system().value(), connection.walSegmentSize(), surroundings);
      if (settings.mode() != BackupMode.NEW_SOURCE) {
        BasisSearch.latest(vault, settings.target())
            .ifPresent(last -> SourceContinuity.require(identity, facts.inRecovery(), last));
      }
      deposit.findings().forEach(f -> progress.note(f.object() + ": " + f.detail()));
      noteClock(startedAt);
      List<Phase> phases = new ArrayList<>();
      Intake intake = new Intake(vault, deposit, wal, facts, progress);
      BaseCopy copy = copyBase(connection, intake, basis(deposit, facts, full, startedAt), phases);
      wal.awaitReceived(copy.end().endLsn());
      // Requested now: a connection that is idle while the content is read may be cut.
      Optional<StoredFile> history = timelineHistory(connection, deposit, copy);
      BackupRecord.StoredReading reading = readSource(wal, deposit, copy, phases);
      ReceivedWal.Captured captured = wal.finish(copy.end().endLsn());
      DepositTotals totals = deposit.totals();
      BackupRecord record =
          new BackupRecord(
              new BackupRecord.Origin(
                  settings.target(),
                  startedAt,
                  clock.now(),
                  facts,
                  Optional.of(surroundings.result())),
              new BackupRecord.WalSpan(
                  copy.start().timeline(),
                  copy.start().startLsn(),
                  copy.end().endLsn(),
                  captured.end()),
              new BackupRecord.StoredCopy(
                  copy.tablespaces(),
                  copy.files().fileList(),
                  copy.manifest(),
                  Optional.of(copy.basis().lineage(copy.files().received(), startedAt))),
              new BackupRecord.StoredWal(captured.segments(), history),
              reading,
              Quarantine.of(copy.end()),
              new BackupRecord.Totals(
                  copy.files().files(),
                  copy.files().bytes(),
                  captured.bytes(),
                  totals.newPlainBytes(),
                  totals.storedBytes()),
              phases);
      deposit.commit(Json.write(record), record.quarantine().map(Quarantine::reason));
      return new Backup(deposit.id(), record);
    }
  }

  /// Why the source's content could not be read, once the backup is taken; empty where it was read,
  /// or was not to be.
  public Optional<Fault> unread() {
    return unread;
  }

  private void sweep() {
    SweepReport swept = vault.sweep();
    if (!swept.deposits().isEmpty() || swept.objects() > 0) {
      progress.note(
          "removed %s (%s) left by %s"
              .formatted(
                  Counted.of(swept.objects(), "object"),
                  new ByteSize(swept.bytes()),
                  Counted.of(swept.deposits().size(), "interrupted backup")));
    }
    swept
        .finished()
        .forEach(
            id -> progress.note("backup " + id + " was stopped before its last act, now done"));
    swept
        .removals()
        .forEach(id -> progress.note("the removal of backup " + id + " was stopped, now done"));
    swept.findings().forEach(f -> progress.note(f.object() + ": " + f.detail()));
  }

  /// Nothing depends on it but what people read: the latest backup is the one of the highest LSN.
  private void noteClock(Instant startedAt) {
    vault
        .evidence()
        .newest()
        .filter(entry -> entry.at().isAfter(startedAt))
        .ifPresent(
            entry ->
                progress.note(
                    "the clock of this machine was set back: it is %s, and the evidence log already has an entry of %s; the backup's id and times are wrong by that much"
                        .formatted(startedAt, entry.at())));
  }

  private Basis basis(
      Deposit deposit, SourceFacts facts, Optional<String> full, Instant startedAt) {
    SourcePages pages = SourcePages.read(source, vault.chunkSize());
    BasisSearch search = new BasisSearch(vault, deposit, settings, facts, pages);
    Basis basis = full.map(search::insteadFull).orElseGet(() -> search.find(startedAt));
    basis
        .because()
        .filter(_ -> full.isEmpty())
        .ifPresent(
            why ->
                progress.note(
                    basis.method() == Lineage.Method.FULL
                        ? "a full backup is taken: " + why
                        : why));
    return basis;
  }

  /// Asks the server for what changed where it is to find that out itself, and takes all where it
  /// refuses.
  private BaseCopy copyBase(
      ReplicationConnection connection, Intake intake, Basis basis, List<Phase> phases) {
    if (basis.method() != Lineage.Method.SERVER) {
      return copyBase(connection, options(intake.deposit()), intake, basis, phases);
    }
    Basis.Parent parent = basis.parent().orElseThrow();
    byte[] manifest = parent.backup().manifestOfParent(vault);
    try {
      connection.uploadManifest(new ByteArrayInputStream(manifest));
      return copyBase(connection, options(intake.deposit()).asIncremental(), intake, basis, phases);
    } catch (IOException e) {
      throw new IllegalStateException("an array cannot fail to be read", e);
    } catch (Fault fault) {
      if (fault.code() != PostgresError.INCREMENT_REFUSED) {
        throw fault;
      }
      String because = "the server refuses an incremental one: " + fault.getMessage();
      progress.note("a full backup is taken: " + because);
      Basis full = BasisSearch.full(Optional.of(because), basis.sums(), basis.pages());
      return copyBase(connection, options(intake.deposit()), intake, full, phases);
    }
  }

  private BaseBackupOptions options(Deposit deposit) {
    BaseBackupOptions options =
        BaseBackupOptions.labelled("ballast " + deposit.id().text())
            .withWal(false)
            .withFastCheckpoint(settings.fastCheckpoint());
    return settings.maxRateKilobytes().map(options::withMaxRateKilobytes).orElse(options);
  }

  private BaseCopy copyBase(
      ReplicationConnection connection,
      BaseBackupOptions options,
      Intake intake,
      Basis basis,
      List<Phase> phases) {
    long began = clock.nanoTime();
    try (ArchiveUnpacker unpacker = intake.unpacker(basis, settings.threads())) {
      BaseReceiver receiver = intake.receiver(unpacker);
      BaseBackupEnd end = connection.baseBackup(options, receiver);
      ArchiveUnpacker.Result files = unpacker.finish();
      receiver.manifest().requireEqual(files.sums());
      phases.add(new Phase(Phase.BACKUP, clock.since(began), files.received()));
      return receiver.copy(end, files, basis);
    } catch (Fault e) {
      // A broken log ends the copy's connection, and is then the reason to report.
      if (e.code() == PostgresError.CONNECTION_LOST) {
        intake.wal().requireRunning();
      }
      throw e;
    }
  }

  /// Stores digests of the source's content, or says why there are none.
  private BackupRecord.StoredReading readSource(
      WalCapture wal, Deposit deposit, BaseCopy copy, List<Phase> phases) {
    if (settings.digest().isEmpty()) {
      return BackupRecord.StoredReading.skipped(
          "the backup was taken without digests of the source");
    }
    progress.begin("digesting the source", 0);
    long began = clock.nanoTime();
    SourceReading reading;
    try {
      reading = SourceReader.read(source, settings.digest().get(), wal, clock);
      for (Lsn target : reading.targets()) {
        wal.commitsThrough(target);
      }
    } catch (Fault fault) {
      if (!isOfTheSource(fault)) {
        throw fault;
      }
      unread = Optional.of(fault);
      return BackupRecord.StoredReading.skipped(
          "the source was not read: %s (%s)".formatted(fault.getMessage(), fault.code().id()));
    }
    phases.add(new Phase("source digest", clock.since(began), copy.files().bytes()));
    return new BackupRecord.StoredReading(
        StoredFile.store("reading", Json.write(reading), deposit).chunks(), Optional.empty());
  }

  /// Whether the files that were streamed before are none the worse for it: not where the vault
  /// failed, or the operator interrupted.
  private static boolean isOfTheSource(Fault fault) {
    return fault.code() instanceof PostgresError
        || fault.code() == ProtectError.WAL_CAPTURE_FAILED
        || fault.code() == ProtectError.WAL_CAPTURE_TIMEOUT;
  }

  private static Optional<StoredFile> timelineHistory(
      ReplicationConnection connection, Deposit deposit, BaseCopy copy) {
    if (copy.start().timeline().value() == 1) {
      return Optional.empty();
    }
    TimelineHistory history = connection.timelineHistory(copy.start().timeline());
    return Optional.of(StoredFile.store(history.fileName(), history.content(), deposit));
  }
}
