/// What was learned of figures, so that a restart or another node does not begin again.
///
/// Front doors: [dev.ballast.store.usual.UsualTable] and [dev.ballast.store.usual.KeptUsual].
@NullMarked
package dev.ballast.store.usual;

import org.jspecify.annotations.NullMarked;
