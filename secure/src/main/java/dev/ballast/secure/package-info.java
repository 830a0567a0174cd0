/// Whether tenants are isolated: the property is stated as non-interference, attacked on copies by
/// the login role of the application, and every leak comes with what reproduces it.
///
/// Front door: [dev.ballast.secure.isolation.IsolationProof].
@NullMarked
package dev.ballast.secure;

import org.jspecify.annotations.NullMarked;
