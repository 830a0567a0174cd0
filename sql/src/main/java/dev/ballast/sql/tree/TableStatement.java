package dev.ballast.sql.tree;

import dev.ballast.sql.LockMode;
import java.util.List;
import java.util.Optional;

/// Statements that make, change, empty or lock tables.
public sealed interface TableStatement extends Statement {

  /// `CREATE TABLE`.
  ///
  /// @param columns none for a partition that names no column
  /// @param constraints those of the table, not of one column
  /// @param origins where other columns come from
  record CreateTable(
      QualifiedName name,
      List<ColumnDefinition> columns,
      List<Constraint> constraints,
      Origins origins,
      Optional<PartitionBy> partitionBy,
      Storage storage,
      OnCommit onCommit,
      boolean ifNotExists)
      implements TableStatement {
    public CreateTable {
      columns = List.copyOf(columns);
      constraints = List.copyOf(constraints);
    }

    public Optional<PartitionOf> partitionOf() {
      return origins.partitionOf();
    }

    public Persistence persistence() {
      return storage.persistence();
    }

    @Override
    public List<Node> parts() {
      return Parts.nodes()
          .and(columns)
          .and(constraints)
          .and(partitionOf().map(PartitionOf::bound))
          .and(partitionBy)
          .list();
    }

    @Override
    public List<QualifiedName> names() {
      return Parts.names()
          .and(name)
          .and(origins.likes().stream().map(Like::source).toList())
          .and(origins.inherits())
          .and(partitionOf().map(PartitionOf::parent))
          .list();
    }
  }

  /// Where columns come from that a `CREATE TABLE` does not write out.
  ///
  /// @param inherits the parents after `INHERITS`
  record Origins(
      List<Like> likes,
      List<QualifiedName> inherits,
      Optional<PartitionOf> partitionOf,
      Optional<TypeName> ofType) {
    public Origins {
      likes = List.copyOf(likes);
      inherits = List.copyOf(inherits);
    }

    /// Whether all columns are written out.
    public boolean isEmpty() {
      return likes.isEmpty() && inherits.isEmpty() && partitionOf.isEmpty() && ofType.isEmpty();
    }
  }

  /// How a table is stored.
  ///
  /// @param options `WITH (...)`
  record Storage(
      Persistence persistence,
      Optional<String> accessMethod,
      Optional<String> tablespace,
      List<Option> options) {
    public Storage {
      options = List.copyOf(options);
    }
  }

  /// What a temporary table's rows do at the end of a transaction.
  enum OnCommit {
    UNSAID,
    PRESERVE_ROWS,
    DELETE_ROWS,
    DROP
  }

  /// `CREATE TABLE ... AS` or `CREATE MATERIALIZED VIEW`.
  ///
  /// @param kind `TABLE` or `MATERIALIZED_VIEW`
  /// @param source a [DataStatement.Select], or [SessionStatement.Execute] of a prepared one
  record CreateTableAs(
      QualifiedName name,
      ObjectKind kind,
      Statement source,
      boolean withData,
      boolean ifNotExists,
      Storage storage)
      implements TableStatement {
    public Persistence persistence() {
      return storage.persistence();
    }

    /// The query, where it is not that of a prepared statement.
    public Optional<Query> query() {
      return source instanceof DataStatement.Select select
          ? Optional.of(select.query())
          : Optional.empty();
    }

    @Override
    public List<Node> parts() {
      return List.of(source);
    }

    @Override
    public List<QualifiedName> names() {
      return List.of(name);
    }
  }

  /// `ALTER TABLE`, and `ALTER INDEX`, `VIEW`, `MATERIALIZED VIEW`, `SEQUENCE`, `FOREIGN TABLE` or
  /// `TYPE` where they list actions. `RENAME`, `SET SCHEMA` are statements of their own.
  record AlterTable(
      ObjectKind kind,
      QualifiedName name,
      boolean only,
      boolean ifExists,
      List<AlterAction> actions)
      implements TableStatement {
    public AlterTable {
      actions = List.copyOf(actions);
    }

    @Override
    public List<Node> parts() {
      return List.copyOf(actions);
    }

    @Override
    public List<QualifiedName> names() {
      return kind.isRelation() ? List.of(name) : List.of();
    }
  }

  /// `ALTER TABLE ALL IN TABLESPACE a OWNED BY r SET TABLESPACE b`.
  record AlterTableAll(
      ObjectKind kind, String tablespace, List<String> owners, String newTablespace, boolean nowait)
      implements TableStatement {
    public AlterTableAll {
      owners = List.copyOf(owners);
    }
  }

  /// `TRUNCATE a, b RESTART IDENTITY CASCADE`.
  record Truncate(List<QualifiedName> tables, boolean cascade, boolean restartIdentity)
      implements TableStatement {
    public Truncate {
      tables = List.copyOf(tables);
    }

    @Override
    public List<QualifiedName> names() {
      return tables;
    }
  }

  /// `LOCK TABLE a IN SHARE MODE NOWAIT`.
  record LockTable(List<QualifiedName> tables, LockMode mode, boolean nowait)
      implements TableStatement {
    public LockTable {
      tables = List.copyOf(tables);
    }

    @Override
    public List<QualifiedName> names() {
      return tables;
    }
  }

  /// `CREATE FOREIGN TABLE`.
  record CreateForeignTable(CreateTable table, String server, List<Option> options)
      implements TableStatement {
    public CreateForeignTable {
      options = List.copyOf(options);
    }

    @Override
    public List<Node> parts() {
      return List.of(table);
    }
  }

  /// `IMPORT FOREIGN SCHEMA remote LIMIT TO (a, b) FROM SERVER s INTO local`.
  ///
  /// @param tables those after `LIMIT TO` or `EXCEPT`, names on the other server
  record ImportForeignSchema(
      String server,
      String remoteSchema,
      String localSchema,
      Choice choice,
      List<String> tables,
      List<Option> options)
      implements TableStatement {
    public ImportForeignSchema {
      tables = List.copyOf(tables);
      options = List.copyOf(options);
    }

    /// Which of the other server's tables are imported.
    public enum Choice {
      ALL,
      LIMIT_TO,
      EXCEPT
    }
  }
}
