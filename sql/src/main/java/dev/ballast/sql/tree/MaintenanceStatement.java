package dev.ballast.sql.tree;

import java.util.List;
import java.util.Optional;

/// Statements that care for what is stored.
public sealed interface MaintenanceStatement extends Statement {

  /// `VACUUM`.
  ///
  /// @param tables none means all of the database
  record Vacuum(boolean full, boolean analyze, List<QualifiedName> tables, List<Option> options)
      implements MaintenanceStatement {
    public Vacuum {
      tables = List.copyOf(tables);
      options = List.copyOf(options);
    }

    @Override
    public List<QualifiedName> names() {
      return tables;
    }
  }

  /// `ANALYZE`.
  ///
  /// @param tables none means all of the database
  record Analyze(List<QualifiedName> tables, List<Option> options) implements MaintenanceStatement {
    public Analyze {
      tables = List.copyOf(tables);
      options = List.copyOf(options);
    }

    @Override
    public List<QualifiedName> names() {
      return tables;
    }
  }

  /// `CLUSTER t USING i`; without a table it is every table that was clustered before.
  record Cluster(Optional<QualifiedName> table, Optional<String> index)
      implements MaintenanceStatement {
    @Override
    public List<QualifiedName> names() {
      return Parts.names().and(table).list();
    }
  }

  /// `CHECKPOINT`.
  record Checkpoint() implements MaintenanceStatement {}
}
