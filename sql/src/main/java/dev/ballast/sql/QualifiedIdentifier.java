package dev.ballast.sql;

import static java.util.Objects.requireNonNull;

/// A name within its schema. Printed in quotes for SQL; [#display()] is for people.
public record QualifiedIdentifier(Identifier schema, Identifier name)
    implements Comparable<QualifiedIdentifier> {
  public QualifiedIdentifier {
    requireNonNull(schema, "schema is null");
    requireNonNull(name, "name is null");
  }

  public static QualifiedIdentifier of(String schema, String name) {
    return new QualifiedIdentifier(new Identifier(schema), new Identifier(name));
  }

  /// `schema.name` without quotes.
  public String display() {
    return schema.name() + "." + name.name();
  }

  /// By schema, then by name, in code units.
  @Override
  public int compareTo(QualifiedIdentifier other) {
    int bySchema = schema.name().compareTo(other.schema.name());
    return bySchema != 0 ? bySchema : name.name().compareTo(other.name.name());
  }

  @Override
  public String toString() {
    return schema + "." + name;
  }
}
