/// SQL as text: names and literals quoted in one place, queries kept as resources.
///
/// Front door: [dev.ballast.postgres.sql.Identifier] and
/// [dev.ballast.postgres.sql.QualifiedName]; nothing else may put a name into a statement.
/// [dev.ballast.postgres.sql.SqlResource] finds a query kept as a file.
@NullMarked
package dev.ballast.postgres.sql;

import org.jspecify.annotations.NullMarked;
