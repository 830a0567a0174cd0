/// Heads of the evidence log outside of the vault: signed with a key that is kept apart, so that
/// anyone who can write to the vault, or has its master key, cannot make another.
@NullMarked
package dev.ballast.vault.anchor;

import org.jspecify.annotations.NullMarked;
