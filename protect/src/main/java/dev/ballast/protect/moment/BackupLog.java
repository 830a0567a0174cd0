package dev.ballast.protect.moment;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.WalSegment;
import dev.ballast.postgres.wal.WalDecoder;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.backup.BackupRecord;
import dev.ballast.protect.backup.StoredFile;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.ChunkRef;

/// The log that a backup holds itself, which ends where the backup did.
public record BackupLog(Vault vault, BackupRecord record) implements LogBytes {
  @Override
  public void feed(WalDecoder decoder) {
    WalSegment expected =
        WalSegment.containing(
            record.span().timeline(), record.span().start(), record.source().walSegmentSize());
    byte[] buffer = new byte[vault.chunkSize()];
    for (StoredFile segment : record.wal().segments()) {
      if (!segment.name().equals(expected.fileName())) {
        throw Fault.of(ProtectError.WAL_CHAIN_BROKEN, "stored write-ahead log is broken")
            .detail("segment " + expected.fileName() + " is missing before " + segment.name())
            .hint("This backup cannot be recovered; take a new one.");
      }
      for (ChunkRef chunk : segment.chunks()) {
        decoder.feed(buffer, 0, vault.read(chunk, buffer, 0));
      }
      expected = expected.next();
    }
  }
}
