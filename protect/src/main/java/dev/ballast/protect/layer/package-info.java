/// Files in layers: content that is put together from pieces of chunks of several backups, page by
/// page, and the sums that tell whether a page has changed. Front doors: [BlockMap] makes layers,
/// [LayeredInput] reads them.
@NullMarked
package dev.ballast.protect.layer;

import org.jspecify.annotations.NullMarked;
