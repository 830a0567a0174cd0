package dev.ballast.sql.tree;

import java.util.List;

/// Statements about databases and the server as a whole.
public sealed interface DatabaseStatement extends Statement {

  /// `CREATE DATABASE`.
  record CreateDatabase(String name, List<Option> options) implements DatabaseStatement {
    public CreateDatabase {
      options = List.copyOf(options);
    }
  }

  /// `DROP DATABASE d WITH (FORCE)`.
  record DropDatabase(String name, boolean ifExists, boolean force) implements DatabaseStatement {}

  /// `ALTER DATABASE d CONNECTION LIMIT 5`, and `SET TABLESPACE`.
  record AlterDatabase(String name, List<Option> options) implements DatabaseStatement {
    public AlterDatabase {
      options = List.copyOf(options);
    }
  }

  /// `ALTER DATABASE d SET work_mem = '1GB'`.
  record AlterDatabaseSet(String name, SessionStatement.SetVariable setting)
      implements DatabaseStatement {
    @Override
    public List<Node> parts() {
      return List.of(setting);
    }
  }

  /// `ALTER SYSTEM SET max_connections = 200`.
  record AlterSystem(SessionStatement.SetVariable setting) implements DatabaseStatement {
    @Override
    public List<Node> parts() {
      return List.of(setting);
    }
  }
}
