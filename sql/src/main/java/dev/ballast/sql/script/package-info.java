/// A file of SQL as its author's tool would read it: cut into statements, psql's own commands and
/// the data of COPY, each with its exact place.
///
/// Front doors: [dev.ballast.sql.script.SourceText], the text with its positions,
/// [dev.ballast.sql.script.Script], the text cut into parts, and [dev.ballast.sql.script.SqlText],
/// one statement cut into tokens.
@NullMarked
package dev.ballast.sql.script;

import org.jspecify.annotations.NullMarked;
