/// A statement as a tree of records: typed where a rule asks, and with a name for the unknown
/// everywhere else.
@NullMarked
package dev.ballast.postgres.sql.tree;

import org.jspecify.annotations.NullMarked;
