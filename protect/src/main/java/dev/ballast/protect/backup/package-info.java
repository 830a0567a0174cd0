/// Base backups and the write-ahead log they need, streamed straight into a vault.
///
/// Front door: [dev.ballast.protect.backup.SoundBackup].
@NullMarked
package dev.ballast.protect.backup;

import org.jspecify.annotations.NullMarked;
