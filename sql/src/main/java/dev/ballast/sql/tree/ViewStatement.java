package dev.ballast.sql.tree;

import java.util.List;

/// Statements about views.
public sealed interface ViewStatement extends Statement {

  /// `CREATE VIEW`. A materialized view is a [TableStatement.CreateTableAs].
  ///
  /// @param columns the names between the parentheses
  record CreateView(
      QualifiedName name,
      List<String> columns,
      Query query,
      boolean replace,
      Persistence persistence,
      List<Option> options,
      CheckOption checkOption)
      implements ViewStatement {
    public CreateView {
      columns = List.copyOf(columns);
      options = List.copyOf(options);
    }

    /// Whether a row written through the view must be seen through it.
    public enum CheckOption {
      NONE,
      LOCAL,
      CASCADED
    }

    @Override
    public List<Node> parts() {
      return List.of(query);
    }

    @Override
    public List<QualifiedName> names() {
      return List.of(name);
    }
  }

  /// `REFRESH MATERIALIZED VIEW CONCURRENTLY v`.
  record RefreshMaterializedView(QualifiedName name, boolean concurrently, boolean withData)
      implements ViewStatement {
    @Override
    public List<QualifiedName> names() {
      return List.of(name);
    }
  }
}
