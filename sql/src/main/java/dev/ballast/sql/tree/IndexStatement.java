package dev.ballast.sql.tree;

import java.util.List;
import java.util.Optional;

/// Statements about indexes, and about the statistics that stand in for them.
public sealed interface IndexStatement extends Statement {

  /// `CREATE INDEX`.
  ///
  /// @param name empty where the server should choose one
  /// @param shape the index that is made
  record CreateIndex(
      Optional<String> name,
      QualifiedName table,
      boolean only,
      boolean concurrently,
      boolean ifNotExists,
      Shape shape)
      implements IndexStatement {

    /// What an index holds, and how.
    ///
    /// @param method `btree` where the statement does not say
    /// @param includes the columns it holds beside its keys
    /// @param options `WITH (...)`
    public record Shape(
        String method,
        boolean unique,
        boolean nullsNotDistinct,
        List<IndexKey> keys,
        List<String> includes,
        Optional<Expression> where,
        List<Option> options,
        Optional<String> tablespace) {
      public Shape {
        keys = List.copyOf(keys);
        includes = List.copyOf(includes);
        options = List.copyOf(options);
      }
    }

    public List<IndexKey> keys() {
      return shape.keys();
    }

    @Override
    public List<Node> parts() {
      return Parts.nodes().and(keys()).and(shape.where()).list();
    }

    @Override
    public List<QualifiedName> names() {
      return List.of(table);
    }
  }

  /// `REINDEX`.
  ///
  /// @param relation of an index or a table
  /// @param name of a schema or a database; empty where the current database is meant
  record Reindex(
      Kind kind,
      Optional<QualifiedName> relation,
      Optional<String> name,
      boolean concurrently,
      Optional<String> tablespace)
      implements IndexStatement {

    /// What is rebuilt.
    public enum Kind {
      INDEX,
      TABLE,
      SCHEMA,
      SYSTEM,
      DATABASE
    }

    @Override
    public List<QualifiedName> names() {
      return Parts.names().and(relation).list();
    }
  }

  /// `CREATE STATISTICS s (dependencies) ON a, lower(b) FROM t`.
  record CreateStatistics(
      Optional<QualifiedName> name,
      List<String> kinds,
      List<String> columns,
      List<Expression> expressions,
      FromClause from,
      boolean ifNotExists)
      implements IndexStatement {
    public CreateStatistics {
      kinds = List.copyOf(kinds);
      columns = List.copyOf(columns);
      expressions = List.copyOf(expressions);
    }

    @Override
    public List<Node> parts() {
      return Parts.nodes().and(expressions).and(from).list();
    }
  }

  /// `ALTER STATISTICS s SET STATISTICS 500`; the target is empty for the default.
  record AlterStatistics(QualifiedName name, Optional<Integer> target, boolean ifExists)
      implements IndexStatement {}
}
