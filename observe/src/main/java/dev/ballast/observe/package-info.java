/// What guarded servers do at present: `collect` reads figures, family by family, and `watch` keeps
/// a fleet's figures fresh.
///
/// Front doors: [dev.ballast.observe.watch.FleetWatch] and [dev.ballast.observe.watch.Board].
@NullMarked
package dev.ballast.observe;

import org.jspecify.annotations.NullMarked;
