/// Base backups and the write-ahead log they need, streamed straight into a vault.
@NullMarked
package dev.ballast.protect.backup;

import org.jspecify.annotations.NullMarked;
