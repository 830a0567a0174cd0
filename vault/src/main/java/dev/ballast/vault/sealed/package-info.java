/// Sealed objects as the store has them: written whole, and read with bounds, so that a hostile
/// store costs no memory before its objects are authenticated.
@NullMarked
package dev.ballast.vault.sealed;

import org.jspecify.annotations.NullMarked;
