package dev.ballast.sql.tree;

import java.util.List;
import java.util.Optional;

/// What an `ALTER TABLE` does to the table as a whole.
public sealed interface TableAction extends AlterAction {

  /// `SET (fillfactor = 70)`, or `RESET (fillfactor)`. Of a foreign table also `OPTIONS (...)`.
  record SetOptions(int offset, List<Option> options, boolean reset) implements TableAction {
    public SetOptions {
      options = List.copyOf(options);
    }
  }

  /// `SET LOGGED`, or `SET UNLOGGED`.
  record SetLogged(int offset, boolean logged) implements TableAction {}

  /// `SET TABLESPACE fast`.
  record SetTablespace(int offset, String tablespace) implements TableAction {}

  /// `SET ACCESS METHOD heap`; empty for `DEFAULT`.
  record SetAccessMethod(int offset, Optional<String> method) implements TableAction {}

  /// `CLUSTER ON index`.
  record ClusterOn(int offset, String index) implements TableAction {}

  /// `SET WITHOUT CLUSTER`.
  record SetWithoutCluster(int offset) implements TableAction {}

  /// `OWNER TO role`.
  record SetOwner(int offset, String owner) implements TableAction {}

  /// `DISABLE TRIGGER ALL`.
  ///
  /// @param name of the one trigger, where the scope is `NAMED`
  record ToggleTrigger(int offset, Firing state, Scope scope, Optional<String> name)
      implements TableAction {

    /// Which triggers.
    public enum Scope {
      NAMED,
      ALL,
      USER
    }
  }

  /// `ENABLE ALWAYS RULE r`.
  record ToggleRule(int offset, Firing state, String name) implements TableAction {}

  /// `FORCE ROW LEVEL SECURITY`.
  record RowSecurity(int offset, Change change) implements TableAction {

    /// What becomes of the table's policies.
    public enum Change {
      ENABLE,
      DISABLE,
      FORCE,
      NO_FORCE
    }
  }

  /// `REPLICA IDENTITY FULL`.
  record ReplicaIdentity(int offset, Kind kind, Optional<String> index) implements TableAction {

    /// What a logical subscriber gets to find the old row.
    public enum Kind {
      DEFAULT,
      FULL,
      NOTHING,
      INDEX
    }
  }

  /// `INHERIT parent`.
  record Inherit(int offset, QualifiedName parent) implements TableAction {
    @Override
    public List<QualifiedName> names() {
      return List.of(parent);
    }
  }

  /// `NO INHERIT parent`.
  record NoInherit(int offset, QualifiedName parent) implements TableAction {
    @Override
    public List<QualifiedName> names() {
      return List.of(parent);
    }
  }

  /// `OF type`.
  record OfType(int offset, TypeName type) implements TableAction {}

  /// `NOT OF`.
  record NotOfType(int offset) implements TableAction {}

  /// `ATTACH PARTITION p FOR VALUES ...`. Of an index there is no bound.
  record AttachPartition(int offset, QualifiedName partition, Optional<PartitionBound> bound)
      implements TableAction {
    @Override
    public List<Node> parts() {
      return Parts.nodes().and(bound).list();
    }

    @Override
    public List<QualifiedName> names() {
      return List.of(partition);
    }
  }

  /// `DETACH PARTITION p CONCURRENTLY`.
  ///
  /// @param complete whether it is `FINALIZE`, the end of a detachment that was interrupted
  record DetachPartition(
      int offset, QualifiedName partition, boolean concurrently, boolean complete)
      implements TableAction {
    @Override
    public List<QualifiedName> names() {
      return List.of(partition);
    }
  }

  /// `SET WITHOUT OIDS`, which does nothing since PostgreSQL 12.
  record SetWithoutOids(int offset) implements TableAction {}
}
