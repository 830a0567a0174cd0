/// Ballast's own PostgreSQL: the samples that were collected, and what else one node must not keep
/// to itself. Embedded by default, any server by URL.
///
/// Front door: [dev.ballast.store.database.Store].
@NullMarked
package dev.ballast.store;

import org.jspecify.annotations.NullMarked;
