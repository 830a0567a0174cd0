/// A file of SQL as its author's tool would read it: cut into statements, psql's own commands and
/// the data of COPY, each with its exact place.
///
/// Front doors: [dev.ballast.postgres.sql.script.SourceText], the text with its positions, and
/// [dev.ballast.postgres.sql.script.Script], the text cut into parts.
@NullMarked
package dev.ballast.postgres.sql.script;

import org.jspecify.annotations.NullMarked;
