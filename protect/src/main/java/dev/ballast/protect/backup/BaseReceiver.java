package dev.ballast.protect.backup;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.evidence.Progress;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.wire.ArchiveHeader;
import dev.ballast.postgres.wire.BackupStream;
import dev.ballast.postgres.wire.BaseBackupEnd;
import dev.ballast.postgres.wire.BaseBackupReceiver;
import dev.ballast.postgres.wire.BaseBackupStart;
import dev.ballast.vault.Deposit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Hands the parts of a base backup to those who keep them. For the thread that runs the backup.
final class BaseReceiver implements BaseBackupReceiver {
  /// A manifest takes about 200 bytes per file; this is room for about two million of them.
  private static final int MANIFEST_LIMIT_BYTES = 512 << 20;

  private final ArchiveUnpacker unpacker;
  private final Deposit deposit;
  private final WalCapture wal;
  private final SourceFacts facts;
  private final Progress progress;
  private Optional<BaseBackupStart> start = Optional.empty();
  private Optional<StoredFile> storedManifest = Optional.empty();
  private byte[] manifest = new byte[0];

  BaseReceiver(
      ArchiveUnpacker unpacker,
      Deposit deposit,
      WalCapture wal,
      SourceFacts facts,
      Progress progress) {
    this.unpacker = unpacker;
    this.deposit = deposit;
    this.wal = wal;
    this.facts = facts;
    this.progress = progress;
  }

  @Override
  public void onStart(BaseBackupStart started) {
    start = Optional.of(started);
    progress.begin("backing up", started.totalKilobytes().orElse(0L) * 1024);
    wal.begin(started.startLsn(), started.timeline(), facts.walSegmentSize(), unpacker.chunkSize());
  }

  @Override
  public void onArchive(ArchiveHeader header, BackupStream tar) {
    String prefix = header.tablespace().map(t -> "pg_tblspc/" + t.oid() + "/").orElse("");
    try {
      unpacker.archive(prefix, tar);
    } catch (IOException e) {
      throw Fault.of(PostgresError.PROTOCOL_VIOLATION, "archive " + header.name() + " is damaged")
          .detail(IoReason.of(e))
          .cause(e);
    }
  }

  @Override
  public void onManifest(BackupStream json) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[64 * 1024];
    for (int count = json.read(buffer); count >= 0; count = json.read(buffer)) {
      bytes.write(buffer, 0, count);
      if (bytes.size() > MANIFEST_LIMIT_BYTES) {
        throw Fault.of(PostgresError.PROTOCOL_VIOLATION, "manifest is larger than 512 MB");
      }
    }
    manifest = bytes.toByteArray();
    storedManifest = Optional.of(StoredFile.store("backup_manifest", manifest, deposit));
  }

  Manifest manifest() {
    return Manifest.parse(manifest);
  }

  BaseCopy copy(BaseBackupEnd end, ArchiveUnpacker.Result files, Basis basis) {
    BaseBackupStart started =
        start.orElseThrow(() -> new IllegalStateException("the backup never started"));
    List<BackupRecord.Tablespace> tablespaces =
        started.tablespaces().stream()
            .map(t -> new BackupRecord.Tablespace(t.oid(), t.location()))
            .toList();
    return new BaseCopy(
        started,
        end,
        tablespaces,
        files,
        storedManifest.orElseThrow(() -> new IllegalStateException("no manifest came")),
        basis);
  }
}
