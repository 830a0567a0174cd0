package dev.ballast.postgres.sql.tree;

import dev.ballast.postgres.sql.tree.Statement.OtherStatement;
import java.util.List;

/// Makes a statement of the grammar's answer. For one text, not safe for more than one thread.
final class StatementReader {
  private final byte[] text;

  StatementReader(byte[] text) {
    this.text = text;
  }

  Statement statement(RawNode raw) {
    return new OtherStatement(raw.kind(), text.length == 0 ? List.of() : List.of());
  }
}
