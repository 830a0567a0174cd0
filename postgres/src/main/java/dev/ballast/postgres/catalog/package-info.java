/// Catalogs without a server: their rows as they are in pages of a backup, and as the write-ahead
/// log changes them afterwards.
///
/// Front door: [dev.ballast.postgres.catalog.TrackedHeap], which is given pages and then records.
@NullMarked
package dev.ballast.postgres.catalog;

import org.jspecify.annotations.NullMarked;
