/// Twins: clones without rows, made of a target's schema and statistics where its data may not be
/// read. What a twin is made of, and how its state is made.
///
/// Front doors: [dev.ballast.lab.twin.TwinSource], which asks a target, and
/// [dev.ballast.lab.twin.TwinMaking], which makes a state of it.
@NullMarked
package dev.ballast.lab.twin;

import org.jspecify.annotations.NullMarked;
