package dev.ballast.postgres.wire;

/// The data messages of one archive, or of the manifest, within a COPY.
interface CopyPart {

  /// Reads up to the next data message that is not empty.
  ///
  /// @return false when the archive or manifest has ended
  boolean advance();
}
