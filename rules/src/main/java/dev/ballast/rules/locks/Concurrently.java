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
    return switch (statement) {
      case Vacuum ignored -> Optional.of("VACUUM");
      case Cluster cluster when cluster.table().isEmpty() -> Optional.of("CLUSTER of all tables");
      case Reindex reindex when !reindex.concurrently() && reindex.relation().isEmpty() ->
          Optional.of("REINDEX of many tables");
      default -> concurrent(statement);
    };
  }

  /// The same for the statements that say CONCURRENTLY and wait for older transactions.
  public static Optional<String> concurrent(Statement statement) {
    return switch (statement) {
      case CreateIndex create when create.concurrently() ->
          Optional.of("CREATE INDEX CONCURRENTLY");
      case Drop drop when drop.concurrently() -> Optional.of("DROP INDEX CONCURRENTLY");
      case Reindex reindex when reindex.concurrently() -> Optional.of("REINDEX CONCURRENTLY");
      case AlterTable alter
          when alter.actions().stream()
              .anyMatch(each -> each instanceof DetachPartition detach && detach.concurrently()) ->
          Optional.of("DETACH PARTITION CONCURRENTLY");
      default -> Optional.empty();
    };
  }
}
