package dev.ballast.vault;

import dev.ballast.vault.format.PackEntry;

/// Where a chunk lies.
///
/// @param pack the pack's name
record ChunkLocation(String pack, PackEntry entry) {}
