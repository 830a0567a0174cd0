package dev.ballast.sql.tree;

import java.util.List;
import java.util.Optional;

/// Statements that fit objects of any kind, and those about schemas and extensions.
public sealed interface ObjectStatement extends Statement {

  /// `DROP`. Roles, databases and subscriptions have statements of their own.
  record Drop(
      ObjectKind kind,
      List<ObjectName> objects,
      boolean cascade,
      boolean ifExists,
      boolean concurrently)
      implements ObjectStatement {
    public Drop {
      objects = List.copyOf(objects);
    }

    @Override
    public List<QualifiedName> names() {
      return relationsOf(kind, objects);
    }
  }

  /// `ALTER ... RENAME`.
  ///
  /// @param kind what gets the new name: `TABLE`, `COLUMN`, `CONSTRAINT`, `TRIGGER`, `FUNCTION`
  /// @param relation the relation itself, or the one that holds the column, constraint, trigger,
  ///     policy or rule
  /// @param relationKind what that relation is
  /// @param object what has no relation: a routine, a type, a schema, a role, a constraint of a
  ///     domain
  record Rename(
      ObjectKind kind,
      Optional<QualifiedName> relation,
      ObjectKind relationKind,
      Optional<ObjectName> object,
      String oldName,
      String newName,
      boolean ifExists,
      boolean cascade)
      implements ObjectStatement {
    @Override
    public List<QualifiedName> names() {
      return relationKind.isRelation() ? Parts.names().and(relation).list() : List.of();
    }
  }

  /// `ALTER ... SET SCHEMA`.
  record SetSchema(ObjectKind kind, ObjectName name, String newSchema, boolean ifExists)
      implements ObjectStatement {
    @Override
    public List<QualifiedName> names() {
      return relationsOf(kind, List.of(name));
    }
  }

  /// `ALTER ... OWNER TO` of what is no relation; of a relation it is a [TableAction.SetOwner].
  record ChangeOwner(ObjectKind kind, ObjectName name, String newOwner)
      implements ObjectStatement {}

  /// `COMMENT ON`; the text is empty where the comment is taken away.
  record Comment(ObjectKind kind, ObjectName name, Optional<String> text)
      implements ObjectStatement {
    @Override
    public List<QualifiedName> names() {
      return relationsOf(kind, List.of(name));
    }
  }

  /// `SECURITY LABEL FOR provider ON ...`.
  record SecurityLabel(
      ObjectKind kind, ObjectName name, Optional<String> provider, Optional<String> label)
      implements ObjectStatement {
    @Override
    public List<QualifiedName> names() {
      return relationsOf(kind, List.of(name));
    }
  }

  /// `CREATE SCHEMA`; without a name it has that of its owner.
  record CreateSchema(
      Optional<String> name, Optional<String> owner, boolean ifNotExists, List<Statement> elements)
      implements ObjectStatement {
    public CreateSchema {
      elements = List.copyOf(elements);
    }

    @Override
    public List<Node> parts() {
      return List.copyOf(elements);
    }
  }

  /// `CREATE EXTENSION`.
  record CreateExtension(
      String name,
      boolean ifNotExists,
      boolean cascade,
      Optional<String> version,
      Optional<String> schema)
      implements ObjectStatement {}

  /// `ALTER EXTENSION e UPDATE TO '2.0'`, `ADD TABLE t`, `DROP TABLE t`. `SET SCHEMA` is a
  /// [SetSchema].
  ///
  /// @param version of `UPDATE`; empty for the newest
  /// @param object of `ADD` and `DROP`, of that kind
  record AlterExtension(
      String name,
      Change change,
      Optional<String> version,
      ObjectKind kind,
      Optional<ObjectName> object)
      implements ObjectStatement {

    /// What changes.
    public enum Change {
      UPDATE,
      ADD,
      DROP
    }

    @Override
    public List<QualifiedName> names() {
      return relationsOf(kind, object.stream().toList());
    }
  }

  private static List<QualifiedName> relationsOf(ObjectKind kind, List<ObjectName> objects) {
    return switch (kind) {
      case TABLE, INDEX, VIEW, MATERIALIZED_VIEW, SEQUENCE, FOREIGN_TABLE ->
          objects.stream().map(ObjectName::name).toList();
      case TRIGGER, POLICY, RULE, COLUMN, CONSTRAINT ->
          objects.stream().flatMap(object -> object.relation().stream()).toList();
      default -> List.of();
    };
  }
}
