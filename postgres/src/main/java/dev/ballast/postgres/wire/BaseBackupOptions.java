package dev.ballast.postgres.wire;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// What BASE_BACKUP is requested, in the words of PostgreSQL's protocol manual.
///
/// @param label written into `backup_label`; printable, at most 1000 characters
/// @param fastCheckpoint true starts at once at the price of a burst of writes; false waits for a
///     spread checkpoint, minutes
/// @param includeWal the WAL needed for consistency is put into the archive of the base directory
/// @param sizes the server first walks its files, so that sizes of tablespaces are known
/// @param waitForArchive the backup ends only once the WAL it needs is archived
/// @param manifest absent for a backup without manifest
/// @param verifyChecksums the server checks each page; a bad one ends in
///     [BaseBackupEnd.PageChecksumFailures]
/// @param maxRateKilobytes per second, from [#MIN_RATE] to [#MAX_RATE]
/// @param tablespaceMap symbolic links of tablespaces are listed in a file `tablespace_map`, for a
///     restore that moves them
/// @param incremental only what changed since the manifest given to
///     [ReplicationConnection#uploadManifest] before; 17 and later
public record BaseBackupOptions(
    String label,
    boolean fastCheckpoint,
    boolean includeWal,
    boolean sizes,
    boolean waitForArchive,
    Optional<ManifestChecksum> manifest,
    boolean verifyChecksums,
    Optional<Integer> maxRateKilobytes,
    boolean tablespaceMap,
    boolean incremental) {
  public static final int LABEL_LIMIT = 1000;

  /// `MAX_RATE_LOWER` and `MAX_RATE_UPPER` in PostgreSQL's `basebackup.h`.
  public static final int MIN_RATE = 32;

  public static final int MAX_RATE = 1 << 20;

  public BaseBackupOptions {
    requireNonNull(manifest, "manifest is null");
    requireNonNull(maxRateKilobytes, "maxRateKilobytes is null");
    if (label.isBlank()
        || label.length() > LABEL_LIMIT
        || label.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "label is not printable text of 1 to " + LABEL_LIMIT + " characters");
    }
    if (maxRateKilobytes.filter(rate -> rate < MIN_RATE || rate > MAX_RATE).isPresent()) {
      throw new IllegalArgumentException("maxRateKilobytes is out of range: " + maxRateKilobytes);
    }
    if (incremental && manifest.isEmpty()) {
      throw new IllegalArgumentException("an incremental backup has a manifest");
    }
  }

  /// A whole backup at once, with WAL and a CRC32C manifest, pages checked.
  public static BaseBackupOptions labelled(String label) {
    return new BaseBackupOptions(
        label,
        true,
        true,
        true,
        false,
        Optional.of(ManifestChecksum.CRC32C),
        true,
        Optional.empty(),
        true,
        false);
  }

  public BaseBackupOptions withFastCheckpoint(boolean fast) {
    return new BaseBackupOptions(
        label,
        fast,
        includeWal,
        sizes,
        waitForArchive,
        manifest,
        verifyChecksums,
        maxRateKilobytes,
        tablespaceMap,
        incremental);
  }

  public BaseBackupOptions withWal(boolean included) {
    return new BaseBackupOptions(
        label,
        fastCheckpoint,
        included,
        sizes,
        waitForArchive,
        manifest,
        verifyChecksums,
        maxRateKilobytes,
        tablespaceMap,
        incremental);
  }

  public BaseBackupOptions withManifest(Optional<ManifestChecksum> checksum) {
    return new BaseBackupOptions(
        label,
        fastCheckpoint,
        includeWal,
        sizes,
        waitForArchive,
        checksum,
        verifyChecksums,
        maxRateKilobytes,
        tablespaceMap,
        incremental);
  }

  public BaseBackupOptions withMaxRateKilobytes(int rate) {
    return new BaseBackupOptions(
        label,
        fastCheckpoint,
        includeWal,
        sizes,
        waitForArchive,
        manifest,
        verifyChecksums,
        Optional.of(rate),
        tablespaceMap,
        incremental);
  }

  public BaseBackupOptions asIncremental() {
    return new BaseBackupOptions(
        label,
        fastCheckpoint,
        includeWal,
        sizes,
        waitForArchive,
        manifest,
        verifyChecksums,
        maxRateKilobytes,
        tablespaceMap,
        true);
  }
}
