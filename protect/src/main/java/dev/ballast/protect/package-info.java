/// Backup, WAL, restore, verification and proof.
@NullMarked
package dev.ballast.protect;

import org.jspecify.annotations.NullMarked;
