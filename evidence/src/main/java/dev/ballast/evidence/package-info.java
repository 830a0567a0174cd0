/// The vocabulary of claims: what Ballast asserts, how sure it is, and how an error is reported. No
/// I/O.
///
/// Front door: [dev.ballast.evidence.Proof] (a claim with the verdict of each level),
/// [dev.ballast.evidence.Verdict], [dev.ballast.evidence.Finding], [dev.ballast.evidence.Fault] and
/// [dev.ballast.evidence.Clock]. [dev.ballast.evidence.Undo] takes back what did not come about.
@NullMarked
package dev.ballast.evidence;

import org.jspecify.annotations.NullMarked;
