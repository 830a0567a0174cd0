package dev.ballast.sql.tree;

import dev.ballast.sql.grammar.SyntaxError;

/// What came of reading one statement.
public sealed interface ParsedStatement {

  /// PostgreSQL 18 understands it.
  record Understood(Statement statement) implements ParsedStatement {}

  /// It cannot be analysed, and why: PostgreSQL does not understand it, or it is not one statement,
  /// or it is past a limit.
  record Refused(SyntaxError error) implements ParsedStatement {}
}
