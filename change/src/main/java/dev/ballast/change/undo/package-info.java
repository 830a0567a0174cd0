/// The statements that undo a migration, derived where they can be, and the reason where they
/// cannot.
///
/// The catalogs are read before and after a statement ran on a clone; what differs is turned into
/// statements that restore what was there before. What the catalogs do not hold, such as the values
/// of a dropped column, makes a statement one-way. A derivation proves nothing: the rehearsal runs
/// what was derived and compares.
///
/// Front door: [dev.ballast.change.undo.UndoDerivation], then [dev.ballast.change.undo.UndoScript].
@NullMarked
package dev.ballast.change.undo;

import org.jspecify.annotations.NullMarked;
