/// Proofs of isolation, as they are reported.
///
/// Front door: [dev.ballast.report.secure.IsolationReport].
@NullMarked
package dev.ballast.report.secure;

import org.jspecify.annotations.NullMarked;
