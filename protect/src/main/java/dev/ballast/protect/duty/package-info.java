/// What keeps the objectives of a target without anyone calling for it.
///
/// Front door: [dev.ballast.protect.duty.ProofDuty].
@NullMarked
package dev.ballast.protect.duty;

import org.jspecify.annotations.NullMarked;
