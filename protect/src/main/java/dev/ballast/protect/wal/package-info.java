/// Write-ahead log between the backups: streamed from a target into vaults as it is written, and
/// read back as one chain. Front doors: `LogReceiver` stores it, `WalArchive` says what is stored.
@NullMarked
package dev.ballast.protect.wal;

import org.jspecify.annotations.NullMarked;
