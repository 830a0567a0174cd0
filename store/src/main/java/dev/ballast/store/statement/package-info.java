/// The texts of statements, by what servers call them.
///
/// Front door: [dev.ballast.store.statement.StatementBook].
@NullMarked
package dev.ballast.store.statement;

import org.jspecify.annotations.NullMarked;
