/// Backups, restores and proofs as they are reported.
@NullMarked
package dev.ballast.report.protect;

import org.jspecify.annotations.NullMarked;
