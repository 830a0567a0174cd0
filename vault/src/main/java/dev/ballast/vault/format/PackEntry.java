package dev.ballast.vault.format;

/// Where one chunk is in its pack.
///
/// @param ordinal its place among the pack's chunks, from 0; also the counter of its nonce
/// @param offset where its ciphertext starts in the pack
/// @param stored bytes of its ciphertext, tag included
/// @param plain bytes of its plaintext
public record PackEntry(
    ChunkId id, int ordinal, long offset, int stored, int plain, Encoding encoding) {}
