package dev.ballast.vault;

/// What went into a deposit so far.
///
/// @param chunks chunks put, repeated ones included
/// @param plainBytes their plaintext
/// @param newChunks chunks that were not in the vault yet
/// @param newPlainBytes their plaintext
/// @param storedBytes what they take in packs, compressed and encrypted
public record DepositTotals(
    long chunks, long plainBytes, long newChunks, long newPlainBytes, long storedBytes) {}
