package dev.ballast.postgres.sql;

import static java.util.Objects.requireNonNull;

/// A name within its schema. Printed in quotes for SQL; [#display()] is for people.
public record QualifiedName(Identifier schema, Identifier name)
    implements Comparable<QualifiedName> {
  public QualifiedName {
    requireNonNull(schema, "schema is null");
    requireNonNull(name, "name is null");
  }

  public static QualifiedName of(String schema, String name) {
    return new QualifiedName(new Identifier(schema), new Identifier(name));
  }

  /// `schema.name` without quotes.
  public String display() {
    return schema.name() + "." + name.name();
  }

  /// By schema, then by name, in code units.
  @Override
  public int compareTo(QualifiedName other) {
    int bySchema = schema.name().compareTo(other.schema.name());
    return bySchema != 0 ? bySchema : name.name().compareTo(other.name.name());
  }

  @Override
  public String toString() {
    return schema + "." + name;
  }
}
