package dev.ballast.sql.tree;

import java.util.List;
import java.util.Optional;

/// Statements about logical replication.
public sealed interface ReplicationStatement extends Statement {

  /// `CREATE PUBLICATION`.
  ///
  /// @param schemas after `TABLES IN SCHEMA`; `CURRENT_SCHEMA` is a name among them
  record CreatePublication(
      String name,
      List<PublishedTable> tables,
      List<String> schemas,
      boolean allTables,
      List<Option> options)
      implements ReplicationStatement {
    public CreatePublication {
      tables = List.copyOf(tables);
      schemas = List.copyOf(schemas);
      options = List.copyOf(options);
    }

    @Override
    public List<Node> parts() {
      return List.copyOf(tables);
    }
  }

  /// `ALTER PUBLICATION p ADD TABLE t`.
  record AlterPublication(
      String name,
      AlterPublication.Action action,
      List<PublishedTable> tables,
      List<String> schemas,
      List<Option> options)
      implements ReplicationStatement {
    public AlterPublication {
      tables = List.copyOf(tables);
      schemas = List.copyOf(schemas);
      options = List.copyOf(options);
    }

    /// What becomes of the tables; `SET_OPTIONS` leaves them.
    public enum Action {
      ADD,
      DROP,
      SET,
      SET_OPTIONS
    }

    @Override
    public List<Node> parts() {
      return List.copyOf(tables);
    }
  }

  /// `CREATE SUBSCRIPTION`.
  record CreateSubscription(
      String name, String connection, List<String> publications, List<Option> options)
      implements ReplicationStatement {
    public CreateSubscription {
      publications = List.copyOf(publications);
      options = List.copyOf(options);
    }
  }

  /// `ALTER SUBSCRIPTION`.
  record AlterSubscription(
      String name,
      AlterSubscription.Action action,
      Optional<String> connection,
      List<String> publications,
      List<Option> options)
      implements ReplicationStatement {
    public AlterSubscription {
      publications = List.copyOf(publications);
      options = List.copyOf(options);
    }

    /// What changes. `ENABLE` and `DISABLE` are `ENABLED` with the option `enabled`.
    public enum Action {
      OPTIONS,
      CONNECTION,
      SET_PUBLICATION,
      ADD_PUBLICATION,
      DROP_PUBLICATION,
      REFRESH,
      ENABLED,
      SKIP
    }
  }

  /// `DROP SUBSCRIPTION`.
  record DropSubscription(String name, boolean ifExists, boolean cascade)
      implements ReplicationStatement {}
}
