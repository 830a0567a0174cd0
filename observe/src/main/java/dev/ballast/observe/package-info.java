/// What guarded servers do at present: `collect` reads figures, family by family, and `watch` keeps
/// a fleet's figures fresh; `anomaly` judges a series of them by its own past, and `slo` counts how
/// much of it is as the objectives ask.
///
/// Front doors: [dev.ballast.observe.watch.FleetWatch] and [dev.ballast.observe.watch.Board].
@NullMarked
package dev.ballast.observe;

import org.jspecify.annotations.NullMarked;
