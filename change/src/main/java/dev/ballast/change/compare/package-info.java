/// The two ways of knowing what a migration does, compared with each other: what the check predicts
/// from the text, and what a server was seen to do.
///
/// Front door: [dev.ballast.change.compare.MigrationTrace].
@NullMarked
package dev.ballast.change.compare;

import org.jspecify.annotations.NullMarked;
