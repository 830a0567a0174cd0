/// PostgreSQL servers on this machine: find or unpack them, initialise, start, stop, crash. The
/// only package that starts processes, and it never starts a server as root.
///
/// Front door: [dev.ballast.postgres.server.Installations],
/// [dev.ballast.postgres.server.PostgresServer] and
/// [dev.ballast.postgres.server.TemporaryCluster].
@NullMarked
package dev.ballast.postgres.server;

import org.jspecify.annotations.NullMarked;
