/// What PostgreSQL does with a migration, seen on a scratch server: which locks it takes, what it
/// rewrites and scans, how much WAL it writes, whom it waits for, and what a second session can
/// still do meanwhile.
///
/// One session runs each statement in the transactions of the migration; while its transaction is
/// open a second session reads `pg_locks`, and a third tries what an application would. So it does
/// not matter whether a lock was requested by the statement's own words, by a function, a trigger
/// or dynamic SQL.
///
/// What cannot be seen this way: row locks, which are not in `pg_locks`; locks that are released
/// before their statement ends, as INSERT does with those on indexes; the locks of a statement that
/// failed, and those of a procedure that commits by itself. The last two are said where they occur,
/// in [dev.ballast.change.trace.seen.StatementTrace#undecided].
///
/// A scratch server holds the schema and a few made-up rows: what is seen is which locks, not for
/// how long.
///
/// Front door: [dev.ballast.change.trace.Trace]. The schema of a target comes from
/// [dev.ballast.lab.schema.SchemaDump].
@NullMarked
package dev.ballast.change.trace;

import org.jspecify.annotations.NullMarked;
