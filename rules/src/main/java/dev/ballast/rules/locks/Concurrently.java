package dev.ballast.rules.locks;

import dev.ballast.sql.tree.IndexStatement.CreateIndex;
import dev.ballast.sql.tree.IndexStatement.Reindex;
import dev.ballast.sql.tree.MaintenanceStatement.Cluster;
import dev.ballast.sql.tree.MaintenanceStatement.Vacuum;
import dev.ballast.sql.tree.ObjectStatement.Drop;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.TableAction.DetachPartition;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import java.util.Optional;

/// Which statements take several transactions of their own.
public final class Concurrently {
  private Concurrently() {}

  /// What the statement is called; empty where it may run in a transaction block.
  public static Optional<String> outsideOnly(Statement statement) {
    if (statement instanceof Vacuum) {
      return Optional.of("VACUUM");
    }
    if (statement instanceof Cluster cluster && cluster.table().isEmpty()) {
      return Optional.of("CLUSTER of all tables");
    }
    return statement instanceof Reindex reindex
            && !reindex.concurrently()
            && reindex.relation().isEmpty()
        ? Optional.of("REINDEX of many tables")
        : concurrent(statement);
  }

  /// The same for the statements that say CONCURRENTLY and wait for older transactions.
  public static Optional<String> concurrent(Statement statement) {
    if (statement instanceof CreateIndex create && create.concurrently()) {
      return Optional.of("CREATE INDEX CONCURRENTLY");
    }
    if (statement instanceof Drop drop && drop.concurrently()) {
      return Optional.of("DROP INDEX CONCURRENTLY");
    }
    if (statement instanceof Reindex reindex && reindex.concurrently()) {
      return Optional.of("REINDEX CONCURRENTLY");
    }
    if (statement instanceof AlterTable alter
        && alter.actions().stream()
            .anyMatch(each -> each instanceof DetachPartition detach && detach.concurrently())) {
      return Optional.of("DETACH PARTITION CONCURRENTLY");
    }
    return Optional.empty();
  }
}
