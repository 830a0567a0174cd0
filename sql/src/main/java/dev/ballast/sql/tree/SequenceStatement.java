package dev.ballast.sql.tree;

import java.util.List;

/// Statements about sequences.
public sealed interface SequenceStatement extends Statement {

  /// `CREATE SEQUENCE`.
  record CreateSequence(
      QualifiedName name, SequenceOptions options, Persistence persistence, boolean ifNotExists)
      implements SequenceStatement {
    @Override
    public List<QualifiedName> names() {
      return List.of(name);
    }
  }

  /// `ALTER SEQUENCE` with sequence options.
  record AlterSequence(QualifiedName name, SequenceOptions options, boolean ifExists)
      implements SequenceStatement {
    @Override
    public List<QualifiedName> names() {
      return List.of(name);
    }
  }
}
