/// What a migration will lock, rewrite and scan, and how to write it so that nobody waits.
///
/// [dev.ballast.change.source] reads migrations as their tools do, [dev.ballast.change.lint] judges
/// them without a database, [dev.ballast.change.trace] runs them on a scratch server and records
/// what PostgreSQL did. A rule's claims are held against the trace on every supported major.
@NullMarked
package dev.ballast.change;

import org.jspecify.annotations.NullMarked;
