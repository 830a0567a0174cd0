/// The vault's vocabulary and exact bytes: names, keys, sealed objects and chunks. No I/O.
///
/// Front door: [dev.ballast.vault.format.MasterKey], [dev.ballast.vault.format.ChunkRef],
/// [dev.ballast.vault.format.DepositId] and [dev.ballast.vault.format.VaultError]; the layout of
/// every byte is in `docs/reference/vault-format.md`.
@NullMarked
package dev.ballast.vault.format;

import org.jspecify.annotations.NullMarked;
