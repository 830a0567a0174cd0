/// The proof of a backup: restore it, recover it, and run every level over it.
@NullMarked
package dev.ballast.protect.prove;

import org.jspecify.annotations.NullMarked;
