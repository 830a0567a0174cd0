/// Clones: a clone is a proved backup that was restored, recovered, confined and stopped. Each use
/// starts a copy of it, so that the next one begins with the same state.
///
/// Front doors: [dev.ballast.lab.clone.Lab], [dev.ballast.lab.clone.RunningClone].
@NullMarked
package dev.ballast.lab.clone;

import org.jspecify.annotations.NullMarked;
