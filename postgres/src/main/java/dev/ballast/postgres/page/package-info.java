/// What the bytes of a data directory say about themselves: page checksums and `pg_control`, read
/// without a server.
///
/// Front door: [dev.ballast.postgres.page.PageChecksums] for a stopped data directory,
/// [dev.ballast.postgres.page.PageChecksum] for one page,
/// [dev.ballast.postgres.page.ControlFile] for what a server must be started with.
@NullMarked
package dev.ballast.postgres.page;

import org.jspecify.annotations.NullMarked;
