package dev.ballast.sql.tree;

import java.util.List;
import java.util.Optional;

/// Statements about the session itself: its transaction, its settings, its prepared statements.
public sealed interface SessionStatement extends Statement {

  /// `BEGIN`, `COMMIT`, `SAVEPOINT` and their kin. `START TRANSACTION` is `BEGIN`, `END` is
  /// `COMMIT`, `ABORT` is `ROLLBACK`.
  ///
  /// @param name of the savepoint or the prepared transaction
  /// @param chain whether it is `AND CHAIN`
  /// @param options `transaction_isolation`, `transaction_read_only`, `transaction_deferrable`
  record TransactionControl(
      TransactionControl.Kind kind, Optional<String> name, boolean chain, List<Option> options)
      implements SessionStatement {
    public TransactionControl {
      options = List.copyOf(options);
    }

    /// What happens to the transaction.
    public enum Kind {
      BEGIN,
      COMMIT,
      ROLLBACK,
      SAVEPOINT,
      RELEASE,
      ROLLBACK_TO,
      PREPARE,
      COMMIT_PREPARED,
      ROLLBACK_PREPARED
    }
  }

  /// `SET lock_timeout = '2s'`, `RESET ALL`.
  ///
  /// @param name as the statement has it; `all` for `RESET ALL`, and for `SET TRANSACTION`
  ///     `TRANSACTION`, or `SESSION CHARACTERISTICS`, or `TRANSACTION SNAPSHOT`
  /// @param values as text, in order; for `SET TRANSACTION` each as `option=value`
  record SetVariable(String name, List<String> values, boolean local, SetVariable.Kind kind)
      implements SessionStatement {
    public SetVariable {
      values = List.copyOf(values);
    }

    /// What happens to the variable. `MULTI` is `SET TRANSACTION`, `CURRENT` is `FROM CURRENT`.
    public enum Kind {
      SET,
      DEFAULT,
      CURRENT,
      MULTI,
      RESET,
      RESET_ALL
    }
  }

  /// `PREPARE p (integer) AS ...`.
  record Prepare(String name, List<TypeName> types, Statement statement)
      implements SessionStatement {
    public Prepare {
      types = List.copyOf(types);
    }

    @Override
    public List<Node> parts() {
      return List.of(statement);
    }
  }

  /// `EXECUTE p(1)`.
  record Execute(String name, List<Expression> arguments) implements SessionStatement {
    public Execute {
      arguments = List.copyOf(arguments);
    }

    @Override
    public List<Node> parts() {
      return List.copyOf(arguments);
    }
  }

  /// `DEALLOCATE p`; without a name it is `ALL`.
  record Deallocate(Optional<String> name) implements SessionStatement {}

  /// `DISCARD ALL`.
  record Discard(Discard.Kind kind) implements SessionStatement {

    /// What the session forgets.
    public enum Kind {
      ALL,
      PLANS,
      SEQUENCES,
      TEMP
    }
  }

  /// `EXPLAIN (ANALYZE) ...`.
  ///
  /// @param analyze whether the statement is run
  record Explain(boolean analyze, Statement statement, List<Option> options)
      implements SessionStatement {
    public Explain {
      options = List.copyOf(options);
    }

    @Override
    public List<Node> parts() {
      return List.of(statement);
    }
  }
}
