package dev.ballast.effect.schema;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TypeName;
import java.util.List;

/// A type that a statement made.
public sealed interface KnownType {

  QualifiedName name();

  Moment born();

  KnownType withName(QualifiedName newName);

  /// An enum and its values in order.
  record EnumType(QualifiedName name, List<String> values, Moment born) implements KnownType {
    public EnumType {
      requireNonNull(name, "name is null");
      values = List.copyOf(values);
    }

    @Override
    public EnumType withName(QualifiedName newName) {
      return new EnumType(newName, values, born);
    }
  }

  /// A domain.
  ///
  /// @param constrained it has a CHECK or NOT NULL, so a value must be tested before it is stored
  record DomainType(QualifiedName name, TypeName base, boolean constrained, Moment born)
      implements KnownType {
    public DomainType {
      requireNonNull(name, "name is null");
      requireNonNull(base, "base is null");
    }

    @Override
    public DomainType withName(QualifiedName newName) {
      return new DomainType(newName, base, constrained, born);
    }
  }

  /// A composite, range or base type.
  record OtherType(QualifiedName name, Moment born) implements KnownType {
    public OtherType {
      requireNonNull(name, "name is null");
    }

    @Override
    public OtherType withName(QualifiedName newName) {
      return new OtherType(newName, born);
    }
  }
}
