package dev.ballast.vault;

/// How closely a check looks.
public enum CheckDepth {
  /// Every object is there, as long as it was, and its header and tables open; records, indexes
  /// and evidence are read in full. Reads a few kilobytes of each pack.
  STRUCTURE,
  /// All of that, and every chunk is read, decrypted, decompressed and hashed. Reads everything.
  CONTENT
}
