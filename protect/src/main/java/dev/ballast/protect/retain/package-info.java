/// Which backups stay and which go, and their removal from a vault.
///
/// Front doors: [dev.ballast.protect.retain.RetentionPlan] and
/// [dev.ballast.protect.retain.BackupRemoval].
@NullMarked
package dev.ballast.protect.retain;

import org.jspecify.annotations.NullMarked;
