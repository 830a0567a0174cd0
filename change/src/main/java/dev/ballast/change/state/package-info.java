/// What a database is, so that a rollback can be proven to restore it: every object of its
/// catalogues with its attributes, and what its tables hold.
///
/// Front doors: [dev.ballast.change.state.DatabaseState] and
/// [dev.ballast.change.state.StateDifference].
@NullMarked
package dev.ballast.change.state;

import org.jspecify.annotations.NullMarked;
