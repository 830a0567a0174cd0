package dev.ballast.vault;

import dev.ballast.vault.format.PackEntry;

/// Where a chunk lies.
///
/// @param pack the pack's name
record Place(String pack, PackEntry entry) {}
