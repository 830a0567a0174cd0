package dev.ballast.protect.restore;

import dev.ballast.evidence.ByteSize;

/// What a restore over an existing cluster found and did.
///
/// @param read bytes that were there and were compared
/// @param kept bytes of those that were right
/// @param written bytes that were written
/// @param removed files, links and whole folders that the backup does not have
public record Delta(long read, long kept, long written, long removed) {
  /// With so much of log, which is always written.
  Delta withLog(long bytes) {
    return new Delta(read, kept, written + bytes, removed);
  }

  /// As it is reported.
  public String summary() {
    return "delta: %s read and compared, %s kept, %s written, %d files or folders removed"
        .formatted(new ByteSize(read), new ByteSize(kept), new ByteSize(written), removed);
  }
}
