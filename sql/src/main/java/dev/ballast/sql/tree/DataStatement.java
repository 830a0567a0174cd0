package dev.ballast.sql.tree;

import java.util.List;
import java.util.Optional;

/// Statements that read and write rows.
public sealed interface DataStatement extends Statement {

  /// `SELECT`, `VALUES`, `TABLE`.
  record Select(Query query) implements DataStatement {
    @Override
    public List<Node> parts() {
      return List.of(query);
    }
  }

  /// `INSERT`.
  ///
  /// @param columns none where the statement names none
  /// @param subscripts what is in brackets after the columns: `INSERT INTO t (a[1])`
  /// @param query the `VALUES` or `SELECT`; empty for `DEFAULT VALUES`
  record Insert(
      RelationUse target,
      List<String> columns,
      List<Expression> subscripts,
      Optional<Query> query,
      Optional<OnConflict> onConflict,
      List<TargetEntry> returning,
      List<CommonTable> ctes)
      implements DataStatement {
    public Insert {
      columns = List.copyOf(columns);
      subscripts = List.copyOf(subscripts);
      returning = List.copyOf(returning);
      ctes = List.copyOf(ctes);
    }

    /// The name of the target.
    public QualifiedName table() {
      return target.name();
    }

    @Override
    public List<Node> parts() {
      return Parts.nodes()
          .and(ctes)
          .and(target)
          .and(subscripts)
          .and(query)
          .and(onConflict)
          .and(returning)
          .list();
    }
  }

  /// `UPDATE`.
  record Update(
      RelationUse target,
      List<TargetEntry> assignments,
      FromClause from,
      Optional<Expression> where,
      List<TargetEntry> returning,
      List<CommonTable> ctes)
      implements DataStatement {
    public Update {
      assignments = List.copyOf(assignments);
      returning = List.copyOf(returning);
      ctes = List.copyOf(ctes);
    }

    /// The name of the target.
    public QualifiedName table() {
      return target.name();
    }

    @Override
    public List<Node> parts() {
      return Parts.nodes()
          .and(ctes)
          .and(target)
          .and(assignments)
          .and(from)
          .and(where)
          .and(returning)
          .list();
    }
  }

  /// `DELETE`.
  record Delete(
      RelationUse target,
      FromClause using,
      Optional<Expression> where,
      List<TargetEntry> returning,
      List<CommonTable> ctes)
      implements DataStatement {
    public Delete {
      returning = List.copyOf(returning);
      ctes = List.copyOf(ctes);
    }

    /// The name of the target.
    public QualifiedName table() {
      return target.name();
    }

    @Override
    public List<Node> parts() {
      return Parts.nodes().and(ctes).and(target).and(using).and(where).and(returning).list();
    }
  }

  /// `MERGE INTO target USING source ON condition WHEN ...`.
  record Merge(
      RelationUse target,
      FromClause source,
      Expression condition,
      List<MergeClause> clauses,
      List<TargetEntry> returning,
      List<CommonTable> ctes)
      implements DataStatement {
    public Merge {
      clauses = List.copyOf(clauses);
      returning = List.copyOf(returning);
      ctes = List.copyOf(ctes);
    }

    /// The name of the target.
    public QualifiedName table() {
      return target.name();
    }

    @Override
    public List<Node> parts() {
      return Parts.nodes()
          .and(ctes)
          .and(target)
          .and(source)
          .and(condition)
          .and(clauses)
          .and(returning)
          .list();
    }
  }

  /// `COPY`.
  ///
  /// @param query whose rows go out, where it is no relation
  /// @param from whether rows come in
  /// @param program whether `file` is a command that the server runs
  /// @param file empty for `STDIN` and `STDOUT`
  record Copy(
      Optional<QualifiedName> relation,
      List<String> columns,
      Optional<Statement> query,
      boolean from,
      boolean program,
      Optional<String> file,
      List<Option> options,
      Optional<Expression> where)
      implements DataStatement {
    public Copy {
      columns = List.copyOf(columns);
      options = List.copyOf(options);
    }

    @Override
    public List<Node> parts() {
      return Parts.nodes().and(query).and(where).list();
    }

    @Override
    public List<QualifiedName> names() {
      return Parts.names().and(relation).list();
    }
  }
}
