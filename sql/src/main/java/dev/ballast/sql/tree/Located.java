package dev.ballast.sql.tree;

/// A part of a statement that knows where it begins.
public sealed interface Located
    permits AlterAction,
        ColumnDefinition,
        Constraint,
        Expression,
        Option,
        RelationUse,
        TargetEntry {

  /// What [#offset()] is where the grammar keeps no position.
  int UNKNOWN = -1;

  /// Bytes of UTF-8 from the start of the statement's text to this part, or [#UNKNOWN].
  int offset();
}
