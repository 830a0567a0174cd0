/// The proof of a backup: restore it, recover it, and run every level over it.
///
/// Front door: [dev.ballast.protect.prove.BackupProof].
@NullMarked
package dev.ballast.protect.prove;

import org.jspecify.annotations.NullMarked;
