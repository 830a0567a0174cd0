/// The write-ahead log as bytes: pages and records checked the way recovery checks them, and the
/// commits found in it.
///
/// Front door: [dev.ballast.postgres.wal.WalDecoder], which is fed the log as it arrives.
@NullMarked
package dev.ballast.postgres.wal;

import org.jspecify.annotations.NullMarked;
