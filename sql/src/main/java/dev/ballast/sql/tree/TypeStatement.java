package dev.ballast.sql.tree;

import java.nio.charset.StandardCharsets;
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

  /// `CREATE TYPE t AS RANGE (SUBTYPE = float8)`.
  ///
  /// @param subtype what the range is over
  /// @param multirange the name of the type that PostgreSQL makes with it, where it is written
  record CreateRange(QualifiedName name, TypeName subtype, Optional<QualifiedName> multirange)
      implements TypeStatement {
    private static final String RANGE = "range";
    private static final String MULTIRANGE = "_multirange";
    private static final int NAME_BYTES = 63;

    /// The name of the type that PostgreSQL makes with it, as `makeMultirangeTypeName` in
    /// `src/backend/catalog/pg_type.c` chooses it where it is not written.
    public QualifiedName multirangeName() {
      return multirange.orElseGet(() -> new QualifiedName(name.schema(), chosen(name.name())));
    }

    private static String chosen(String range) {
      int at = range.indexOf(RANGE);
      return at < 0
          ? cut(range, NAME_BYTES - MULTIRANGE.length()) + MULTIRANGE
          : cut(range.substring(0, at) + "multi" + range.substring(at), NAME_BYTES);
    }

    /// As much of a name as these bytes of UTF-8 hold.
    private static String cut(String name, int bytes) {
      int end = name.length();
      while (name.substring(0, end).getBytes(StandardCharsets.UTF_8).length > bytes) {
        end = name.offsetByCodePoints(end, -1);
      }
      return name.substring(0, end);
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
