/// Rehearses changes on clones: runs them forwards, back and forwards again, with and without
/// traffic, and measures what each statement does to the database and to everybody else.
///
/// Front door: [dev.ballast.change.rehearse.Rehearsal].
@NullMarked
package dev.ballast.change.rehearse;

import org.jspecify.annotations.NullMarked;
