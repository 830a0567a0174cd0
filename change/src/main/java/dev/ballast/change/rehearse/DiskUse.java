package dev.ballast.change.rehearse;

/// What the change takes of the disk, in bytes.
///
/// @param atPeak more than before the change, at the worst moment: old and new files, and temporary
///     ones; without write-ahead log
/// @param temporary of that, files of sorts and hashes at their worst moment
/// @param kept more than before, after it; less where it is negative
public record DiskUse(long atPeak, long temporary, long kept) {}
