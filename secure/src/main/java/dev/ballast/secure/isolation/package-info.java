/// The proof that tenants are isolated: an attacker's statements have the same results with the
/// rows of another tenant and without them, and leave those rows as they are.
///
/// Front door: [dev.ballast.secure.isolation.IsolationProof].
@NullMarked
package dev.ballast.secure.isolation;

import org.jspecify.annotations.NullMarked;
