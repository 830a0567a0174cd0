package dev.ballast.sql.tree;

import java.util.List;
import java.util.Optional;

/// Statements about types and domains. `ALTER TYPE` of a composite type is a
/// [TableStatement.AlterTable].
public sealed interface TypeStatement extends Statement {

  /// `CREATE TYPE t AS ENUM ('a', 'b')`.
  record CreateEnum(QualifiedName name, List<String> values) implements TypeStatement {
    public CreateEnum {
      values = List.copyOf(values);
    }
  }

  /// `ALTER TYPE t ADD VALUE 'c' AFTER 'b'`.
  record AlterEnumAddValue(
      QualifiedName name, String value, Optional<Neighbour> neighbour, boolean ifNotExists)
      implements TypeStatement {

    /// The value beside which the new one goes.
    public record Neighbour(String value, boolean after) {}
  }

  /// `ALTER TYPE t RENAME VALUE 'a' TO 'b'`.
  record AlterEnumRenameValue(QualifiedName name, String oldValue, String newValue)
      implements TypeStatement {}

  /// `CREATE DOMAIN`.
  record CreateDomain(
      QualifiedName name,
      TypeName type,
      Optional<QualifiedName> collation,
      List<Constraint> constraints)
      implements TypeStatement {
    public CreateDomain {
      constraints = List.copyOf(constraints);
    }

    @Override
    public List<Node> parts() {
      return List.copyOf(constraints);
    }
  }

  /// `ALTER DOMAIN`.
  ///
  /// @param constraint that is added
  /// @param constraintName that is dropped or validated
  /// @param defaultValue that is set
  record AlterDomain(
      QualifiedName name,
      Action action,
      Optional<Constraint> constraint,
      Optional<String> constraintName,
      Optional<Expression> defaultValue,
      boolean cascade,
      boolean ifExists)
      implements TypeStatement {

    /// What changes.
    public enum Action {
      SET_DEFAULT,
      DROP_DEFAULT,
      SET_NOT_NULL,
      DROP_NOT_NULL,
      ADD_CONSTRAINT,
      DROP_CONSTRAINT,
      VALIDATE_CONSTRAINT
    }

    @Override
    public List<Node> parts() {
      return Parts.nodes().and(constraint).and(defaultValue).list();
    }
  }

  /// `CREATE TYPE t AS (a integer, b text)`.
  record CreateCompositeType(QualifiedName name, List<ColumnDefinition> attributes)
      implements TypeStatement {
    public CreateCompositeType {
      attributes = List.copyOf(attributes);
    }

    @Override
    public List<Node> parts() {
      return List.copyOf(attributes);
    }
  }
}
