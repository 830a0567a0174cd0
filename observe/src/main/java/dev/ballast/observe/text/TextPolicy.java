package dev.ballast.observe.text;

/// Whether the literals of statements may be kept.
public enum TextPolicy {
  WITHOUT_LITERALS {
    @Override
    public StatementText apply(String statement, boolean complete) {
      return LiteralRemoval.of(statement, complete);
    }
  },
  /// The operator allows it.
  AS_WRITTEN {
    @Override
    public StatementText apply(String statement, boolean complete) {
      return LiteralRemoval.asWritten(statement);
    }
  };

  /// What may be shown of a statement.
  ///
  /// @param complete whether that is all of it
  public abstract StatementText apply(String statement, boolean complete);
}
