/// What a restored copy must show before it is believed: structure (L4), constraints (L5) and
/// content (L6), the last against digests taken on the source at one exact LSN.
///
/// Front door: [dev.ballast.protect.verify.snapshot.SourceReader] on the source,
/// [dev.ballast.protect.verify.content.ContentCheck] on the copy at that LSN, then
/// [dev.ballast.protect.verify.StructureCheck] and
/// [dev.ballast.protect.verify.ConstraintCheck] on the promoted copy. How a snapshot is tied to an
/// LSN is decision 0004.
@NullMarked
package dev.ballast.protect.verify;

import org.jspecify.annotations.NullMarked;
