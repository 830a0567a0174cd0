package dev.ballast.postgres.wire;

/// What the backup manifest holds for each file. SHA costs the server: measured on one stream,
/// SHA256 halves its rate, CRC32C does not.
public enum ManifestChecksum {
  NONE,
  CRC32C,
  SHA224,
  SHA256,
  SHA384,
  SHA512
}
