/// Rehearsals as evidence: on which clone a change is rehearsed, what is kept of the result in the
/// evidence log of a vault, and what that log says of a change.
///
/// Front doors: [dev.ballast.change.claim.RecordedRehearsal], which rehearses and records, and
/// [dev.ballast.change.claim.RehearsalClaims], which is asked whether a change was rehearsed.
@NullMarked
package dev.ballast.change.claim;

import org.jspecify.annotations.NullMarked;
