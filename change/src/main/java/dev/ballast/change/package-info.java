/// What a migration will lock, rewrite and scan, and how to write it so that nobody waits.
///
/// [dev.ballast.migrations] reads migrations as their tools do, [dev.ballast.rules.lint] judges
/// them without a database, [dev.ballast.change.trace] runs them on a scratch server and records
/// what PostgreSQL did. A rule's claims are compared with the trace on every supported major.
@NullMarked
package dev.ballast.change;

import org.jspecify.annotations.NullMarked;
