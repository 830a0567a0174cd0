/// SQL as text: names and literals quoted in one place, queries kept as resources.
///
/// Front door: [dev.ballast.sql.Identifier] and
/// [dev.ballast.sql.QualifiedIdentifier]; nothing else may put a name into a statement.
@NullMarked
package dev.ballast.sql;

import org.jspecify.annotations.NullMarked;
