/// Where a vault's objects lie: named, write-once, atomic. Knows files and locks, and nothing of
/// what the objects hold.
///
/// Front door: [dev.ballast.vault.store.ObjectStore], [dev.ballast.vault.store.FolderStore] and
/// [dev.ballast.vault.store.FolderLocks].
@NullMarked
package dev.ballast.vault.store;

import org.jspecify.annotations.NullMarked;
