package dev.ballast.sql.tree;

import java.util.List;
import java.util.Optional;

/// One of the actions that an `ALTER TABLE` lists with commas, or `ALTER INDEX`, `VIEW`,
/// `SEQUENCE`, `TYPE` and so on. The subtypes are those of `AlterTableType` in
/// `src/include/nodes/parsenodes.h`.
public sealed interface AlterAction extends Node, Located
    permits AlterAction.OtherAction, ColumnAction, ConstraintAction, TableAction {

  /// The named unknown: a subtype that no migration uses, such as what the server itself makes
  /// while it rebuilds a table.
  ///
  /// @param subtype as PostgreSQL names it: `AT_ReAddIndex`
  record OtherAction(int offset, String subtype, Optional<String> name, List<Node> parts)
      implements AlterAction {
    public OtherAction {
      parts = List.copyOf(parts);
    }
  }
}
