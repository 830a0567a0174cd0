/// What one statement does to relations before it returns: which locks it takes on which of them,
/// what it rewrites, reads whole or builds, on each major of PostgreSQL.
///
/// Front door: [dev.ballast.effect.EffectModel]. Its predictions are compared with a real
/// server of every supported major by the catalogue's walk; none is believed because a manual says
/// so.
@NullMarked
package dev.ballast.effect;

import org.jspecify.annotations.NullMarked;
